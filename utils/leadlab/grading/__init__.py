"""Handing out, grading and giving back, apart from what a learner runs."""
