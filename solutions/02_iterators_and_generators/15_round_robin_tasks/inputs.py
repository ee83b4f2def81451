"""Random tasks that ask, return and fail, by errors with a cause or a context: results, notes, and frames left."""

from graders import probe


def inputs(random):
    def task():
        turns = [random.choice([None, random.randrange(9)]) for _ in range(random.randrange(4))]
        return turns, random.choice(["returns", "fails", "blames", "hides"])

    return [task() for _ in range(random.randrange(6))], random.randrange(12)


@probe
def task(number, turns, end, note):
    found = []
    for turn in turns:
        note((number, turn))
        try:
            found.append((yield None if turn is None else ("half", turn)))
        except ValueError as error:
            found.append(str(error))
    if end == "returns":
        return found
    try:
        raise KeyError(number)
    except KeyError as error:
        if end == "fails":
            raise
        raise RuntimeError(number) from (error if end == "blames" else None)


@probe
def chain(error):
    errors = []
    while error is not None:
        errors.append((type(error).__name__, str(error), error.__traceback__ is None))
        error = error.__cause__ or error.__context__
    return errors


def half(number):
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def observe(solution, tasks, steps):
    notes = []
    scheduler = solution.Scheduler({"half": half})

    def spawn():
        for number, (turns, end) in enumerate(tasks):
            scheduler.spawn(task(number, turns, end, notes.append))

    def results():
        return [chain(each) if isinstance(each, Exception) else each for each in scheduler.run()]

    spawn()
    first = results()
    spawn()
    stepped = [scheduler.step() for _ in range(steps)]
    scheduler.close()
    return first, stepped, results(), notes
