"""Has no function of its own for a row, but a generator expression, which is entered once for each.

Fails: test_runs_no_python_function_per_row
"""


def by_country_then_price(rows):
    decorated = sorted((row["country"], row["price"], place) for place, row in enumerate(rows))
    return [rows[place] for _, _, place in decorated]
