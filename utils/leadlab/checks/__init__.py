"""What a right answer is: exercises, the questions that they ask, and points."""
