"""Makes lambdas in a loop: each looks the loop's variables up when it is called, and pickle can't find it again.

Fails: test_reads_items, test_reads_attributes_of_attributes, test_calls_methods_with_their_inputs,
    test_calls_functions_with_their_inputs_first, test_gives_a_list_in_the_order_of_the_settings,
    test_returns_values_that_count_as_false, test_each_reader_keeps_its_own_setting,
    test_later_changes_of_the_settings_change_no_reader, test_takes_settings_from_a_generator,
    test_an_error_of_a_record_is_not_hidden, test_works_in_another_process, test_travels_in_300_bytes
"""

from operator import attrgetter


def column_readers(settings):
    readers = []
    for kind, what, *inputs in settings:
        if kind == "item":
            readers.append(lambda record: record[what])
        elif kind == "attribute":
            readers.append(lambda record: attrgetter(what)(record))
        elif kind == "method":
            readers.append(lambda record: getattr(record, what)(*inputs))
        elif kind == "function":
            readers.append(lambda record: what(*inputs, record))
        else:
            raise LookupError(kind)
    return readers
