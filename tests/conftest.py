"""Settings that all tests share."""

from __future__ import annotations

from hypothesis import settings

# a busy machine is no fault of the code: nothing here is judged by the clock
settings.register_profile("leadlab", deadline=None)
settings.load_profile("leadlab")
