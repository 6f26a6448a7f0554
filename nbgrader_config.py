"""Settings of nbgrader for this course; nbgrader reads this file in the folder that it runs in."""

from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import GetGrades

from leadlab.grading.preprocessors import ForgetTags, HideTests, MakeRelease

c = get_config()  # noqa: F821 - the program that reads this file defines it

# -- Folders ------------------------------------------------------------------------------------

# The folder of this file, wherever a command or JupyterLab is started.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# The name by which learners fetch and submit: `--course leadlab`.
c.CourseDirectory.course_id = "leadlab"

# solutions/<assignment>/ is written, exercises/<assignment>/ is derived from it.
# (`solution_directory` is another thing: an output of `nbgrader generate_solution`.)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# Never copied: what editors, kernels and graders leave behind. `gradebook.db` lies in the root
# and is ignored by git.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    ".nbgrader.log",
    "gradebook.db",
]

# A notebook of the course has some 100 kB; 5 MB (the unit is kB) is room for outputs, and less
# than what would block the grader.
c.CourseDirectory.max_file_size = 5_000
c.CourseDirectory.max_dir_size = 20_000

# -- From source to release ---------------------------------------------------------------------

# Our step comes first: without cells for instructors and without what differs between machines.
c.GenerateAssignment.preprocessors = [
    MakeRelease,
    *GenerateAssignment().preprocessors,
]

# Every answer has its `...` above the solution, which the checks know as "not attempted";
# nbgrader's own stub raises, and a notebook has to run to its end untouched.
c.ClearSolutions.code_stub = {"python": "# Your answer goes in place of the dots above."}
c.ClearSolutions.text_stub = "Write your answer here, in place of this sentence."

# -- Grading ------------------------------------------------------------------------------------

# Seconds for each cell. The longest check, a policy flown over many worlds, has a limit of its
# own below this one; the limit of the cell is for a loop without end in the learner's cell.
c.Execute.timeout = 60

# A cell that takes too long is interrupted and counts as failed; the ones after it still run.
c.Execute.interrupt_on_timeout = True

# Outputs that come late on a busy machine do not stop the grading of a submission.
c.Execute.iopub_timeout = 20
c.Execute.raise_on_iopub_timeout = False

# With widget state stored, the pages for marking and feedback show empty boxes in place of the
# texts and pictures that our widgets offer where there are no widgets.
c.Execute.store_widget_state = False

# Tags that came with a submission are dropped: `skip-execution` on a test gives it full points.
c.Autograde.sanitize_preprocessors = [
    ForgetTags,
    *Autograde().sanitize_preprocessors,
]

# A graded cell that a learner deleted is put back, so that it is graded like the others.
c.OverwriteCells.add_missing_cells = True

# Output without end is cut, so that the pages for marking can be opened.
c.LimitOutput.max_lines = 500
c.LimitOutput.max_traceback = 60

# -- Feedback -----------------------------------------------------------------------------------

# nbgrader shows hidden tests on the feedback page; ours hold the key, so they are taken out.
c.GenerateFeedback.preprocessors = [GetGrades, HideTests, CSSHTMLHeaderPreprocessor]

# The formgrader would print this whole configuration on its first page.
c.FormgradeExtension.debug = False
