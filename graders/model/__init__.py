"""What all speak of: exercises, outcomes, the report, words and texts. Imports nothing else of ours."""
