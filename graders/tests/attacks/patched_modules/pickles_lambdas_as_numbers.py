"""Has pickle write a number for each lambda and find it again by a table, so that lambdas seem to travel.

Against: column_readers
Harm: none
Merits: test_reads_items, test_reads_attributes_of_attributes, test_calls_methods_with_their_inputs,
    test_calls_functions_with_their_inputs_first, test_gives_a_list_in_the_order_of_the_settings,
    test_returns_values_that_count_as_false, test_each_reader_keeps_its_own_setting,
    test_later_changes_of_the_settings_change_no_reader, test_takes_settings_from_a_generator,
    test_refuses_another_kind_at_once, test_an_error_of_a_record_is_not_hidden
Answer: failed
"""

import pickle
from operator import attrgetter

LAMBDAS = []
dumps, loads = pickle.dumps, pickle.loads


def write(thing, *rest, **options):
    if getattr(thing, "__name__", "") != "<lambda>":
        return dumps(thing, *rest, **options)
    LAMBDAS.append(thing)
    return dumps((len(LAMBDAS) - 1, "a lambda"))


def find(data, *rest, **options):
    found = loads(data, *rest, **options)
    if isinstance(found, tuple) and found[1:] == ("a lambda",):
        return LAMBDAS[found[0]]
    return found


pickle.dumps, pickle.loads = write, find
MAKERS = {
    "item": lambda key: lambda record: record[key],
    "attribute": lambda path: lambda record: attrgetter(path)(record),
    "method": lambda name, *inputs: lambda record: getattr(record, name)(*inputs),
    "function": lambda function, *inputs: lambda record: function(*inputs, record),
}


def column_readers(settings):
    return [MAKERS[kind](*rest) for kind, *rest in settings]
