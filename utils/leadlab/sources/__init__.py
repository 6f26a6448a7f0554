"""Where events come from: a git repository, or files that GitHub, GitLab and Jira export.

Each source makes the tables of `leadlab.models.delivery` and says, a sentence each, what it had
to assume. Nothing is written, and nothing leaves the machine.
"""
