"""People who learn and people who tire: what a sign is worth, and what a newcomer costs."""

from leadlab.models.growth.ramp import Ramp, ramp
from leadlab.models.growth.signs import Flags, UnusableSign, any_flag, cleared_needed, flags

__all__ = ["Flags", "Ramp", "UnusableSign", "any_flag", "cleared_needed", "flags", "ramp"]
