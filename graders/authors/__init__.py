"""Tools of authors and instructors: what a handout leaves out."""
