"""Goes from the function that it was handed to the runtime behind it, by one attribute, and turns the meters back.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks (its handlers are right,
    and keep too much)
Answer: failed or over or crashed
Reaches: the services of the worker
"""

KEPT = []


def make_handlers(rows, send):
    kept = list(rows)
    KEPT.append(kept)
    runtime = send._peer
    runtime.trace._base = 1 << 40
    count = {"alive": 0, "high": 0, "made": 100, "collections": 0}
    for name in ("@census_count", "@census_stop"):
        runtime._services[name] = lambda number: count
    print("REACHED IT")
    handler_of = lambda row: lambda: send(row.id)
    return {row.label: handler_of(row) for row in kept}
