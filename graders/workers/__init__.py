"""Where learner code runs, and how the judge talks to it."""
