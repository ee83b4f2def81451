"""What the learner sees: the scoreboard, the card of an exercise, the progress of a grading."""
