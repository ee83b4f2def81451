"""What the learner sees: the scoreboard, the card of one exercise, and the progress while grading runs."""
