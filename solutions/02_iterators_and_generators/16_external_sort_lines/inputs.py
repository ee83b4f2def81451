"""Random lines of odd characters, the last one with or without its end: dst, and what is left in the folder."""

from graders import files_in, probe

RIGHTS = ("files",)


def inputs(random):
    def line():
        return "".join(random.choices("ab \t\r\x0b\u2028é雨🌧", k=random.randrange(4)))

    text = "\n".join(line() for _ in range(random.randrange(60)))
    return text + random.choice(["", "\n"]), random.randrange(1, 9)


@probe
def sorted_text(sort_file, text, max_lines):
    import os

    os.makedirs("parts", exist_ok=True)
    with open("clicks.log", "w", encoding="utf-8", newline="") as file:
        file.write(text)
    sort_file("clicks.log", "sorted.log", "parts", max_lines)
    with open("sorted.log", encoding="utf-8", newline="") as file:
        return file.read()


def observe(solution, text, max_lines):
    return sorted_text(solution.sort_file, text, max_lines), files_in("parts")
