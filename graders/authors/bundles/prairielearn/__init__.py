"""A bundle for PrairieLearn: what a course's repository there gets.

serverFilesCourse/NAME/          run.sh, the entry point; course/, what judges
serverFilesCourse/NAME/image/    the description of the image, and what is installed in it
questions/NAME/EXERCISE/         a question an exercise: info.json, question.html, the stub
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from graders.authors.bundles.pack import Files
from graders.model.exercises import Exercise, heading

HERE = Path(__file__).parent

JOB_SECONDS = 120
"""When PrairieLearn ends the job; 30 unless a question says more."""

BUDGET_SECONDS = 90
"""What the graders may take of them: the rest is for the test that runs then."""

NAMESPACE = uuid.UUID("8c6f3f0e-2a5b-5d0c-9c44-0d5f3b1e7a61")
"""Of the questions' own names: the next bundle has the same."""


def grading(course: Files, needed: bytes) -> Files:
    """What grades, for the folder in serverFilesCourse/."""
    return {
        "run.sh": (HERE / "run.sh").read_bytes(),
        "image/Dockerfile": (HERE / "Dockerfile").read_bytes(),
        "image/needed.txt": needed,
        **course,
    }


def question(exercise: Exercise, name: str, image: str) -> Files:
    """The question that an exercise is."""
    shared = f"/grade/serverFilesCourse/{name}"
    info = {
        "uuid": str(uuid.uuid5(NAMESPACE, exercise.name)),
        "title": exercise.title,
        "topic": heading(exercise.folder.parent / "README.md"),
        "type": "v3",
        "singleVariant": True,
        "gradingMethod": "External",
        "externalGradingOptions": {
            "enabled": True,
            "image": image,
            "serverFilesCourse": [f"{name}/"],
            "entrypoint": [f"{shared}/run.sh", exercise.name, str(BUDGET_SECONDS)],
            "timeout": JOB_SECONDS,
        },
    }
    page = (exercise.folder / "README.md").read_text(encoding="utf-8").strip()
    html = (HERE / "question.html").read_text(encoding="utf-8")
    html = html.replace("[stub]", exercise.stub.name).replace("[page]", page)
    return {
        "info.json": (json.dumps(info, indent=2) + "\n").encode(),
        "question.html": html.encode(),
        exercise.stub.name: exercise.stub.read_bytes(),
    }
