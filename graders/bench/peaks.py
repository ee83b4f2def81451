"""Who held the memory at the peak, read from a record of memray."""

from __future__ import annotations

from pathlib import Path


def lines(record: Path, file: str) -> dict[int, int]:
    """Bytes held at the high-water mark, by the innermost line of this file that asked for them."""
    import memray

    held: dict[int, int] = {}
    with memray.FileReader(record) as reader:
        for allocation in reader.get_high_watermark_allocation_records(merge_threads=True):
            stack = allocation.stack_trace(max_stacks=30)
            line = next((number for _, name, number in stack if name == file), None)
            if line is not None:
                held[line] = held.get(line, 0) + allocation.size
    return held
