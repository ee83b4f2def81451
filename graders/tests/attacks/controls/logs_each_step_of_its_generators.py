"""A right answer of three generators, each of which logs what it passes on and cleans up when it is closed.

Against: recall_calls
Harm: none
Merits: everything
Answer: passed
"""

import csv
import logging

logging.basicConfig(level=logging.WARNING)
log = logging.getLogger(__name__)


def read(lines):
    names = None
    for row in csv.reader(lines):
        if not row:
            continue
        if names is None:
            names = row
            continue
        yield {name: value for name, value in zip(names, row)}


def choose(records, affected):
    passed = 0
    try:
        for record in records:
            if affected(record):
                passed += 1
                log.debug("affected: %s", record)
                yield record
    finally:
        records.close()
        log.info("%d affected", passed)


def reach(records, look_up):
    for record in records:
        serial, customer = record["serial"], record["customer"]
        number = look_up(customer)
        if number is None:
            log.info("nobody reached for %s", serial)
        else:
            yield serial, number


def recall_calls(lines, affected, look_up):
    return reach(choose(read(lines), affected), look_up)
