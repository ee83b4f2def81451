"""The attack suite: hostile submissions, graded by the real command, and what may come of none."""
