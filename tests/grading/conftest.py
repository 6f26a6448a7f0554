"""Courses and learners for the tests of grading; see `plain_course`."""
