"""From a plan to verdicts: pytest adapted, tests tried, judges side by side."""
