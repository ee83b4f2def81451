"""Makes one text of country and price, where 10 comes before 9.

Fails: test_sorts_by_country_then_by_price, test_compares_prices_as_numbers,
    test_compares_countries_as_whole_words, test_agrees_with_the_definition_on_random_rows,
    test_runs_no_python_function_per_row
"""


def by_country_then_price(rows):
    keys = [f"{row['country']}{row['price']}" for row in rows]
    return [rows[place] for place in sorted(range(len(rows)), key=keys.__getitem__)]
