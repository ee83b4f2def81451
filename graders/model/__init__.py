"""What all speak of: exercises, outcomes, report, words and texts. Imports nothing else of ours."""
