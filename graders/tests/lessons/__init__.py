"""Tests of the lessons: what their blocks print, where their links lead, and which concepts they show."""
