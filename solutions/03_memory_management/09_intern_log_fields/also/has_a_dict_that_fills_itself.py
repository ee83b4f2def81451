"""A dict that answers for a missing string with the string itself, in a list comprehension."""

from collections.abc import Iterable


class Pool(dict[str, str]):
    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


def parse_log(lines: Iterable[str]) -> list[tuple[int, str, str]]:
    agents, paths = Pool(), Pool()
    fields = (line.rstrip("\n").split("\t", maxsplit=2) for line in lines)
    return [(int(number), paths[path], agents[agent]) for number, path, agent in fields]
