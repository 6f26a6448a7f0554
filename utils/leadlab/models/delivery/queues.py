"""What utilisation and variability do to waiting: Little, Pollaczek-Khinchine, Kingman."""

from __future__ import annotations

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog


def littles_time(in_progress: float, per_week: float) -> float:
    """Average weeks in progress, from average items in progress and items finished a week.

    Formula: W = L / lambda. Source: Little 1961, Operations Research 9(3):383-387.

    >>> round(littles_time(14, 5.9), 1)
    2.4
    """
    if not (in_progress >= 0 and per_week > 0):
        raise UnusableLog(
            f"littles_time: {shortened(in_progress)} in progress at {shortened(per_week)} a week; "
            "give 0 or more, and above 0."
        )
    return in_progress / per_week


def waiting_factor(utilisation: float) -> float:
    """How many service times one waits on average in a queue of wholly random work.

    Formula: rho / (1 - rho), one server, exponential times (M/M/1).

    >>> [round(waiting_factor(each), 1) for each in (0.5, 0.8, 0.9, 0.95)]
    [1.0, 4.0, 9.0, 19.0]
    """
    if not 0 <= utilisation < 1:
        raise UnusableLog(
            f"utilisation is {shortened(utilisation)}, expected 0 or more and below 1; at 1 and "
            "above the queue grows without end."
        )
    return utilisation / (1 - utilisation)


def kingman_wait(
    utilisation: float, service: float, *, arrival_cv: float = 1.0, service_cv: float = 1.0
) -> float:
    """Average wait before one server, in the unit of `service`.

    Formula: (ca^2 + cs^2) / 2 x rho / (1 - rho) x tau; exact for Poisson arrivals (ca = 1), close
    for others where utilisation is high.
    Source: Kingman 1961, Math. Proc. Camb. Phil. Soc. 57(4):902-904.

    >>> kingman_wait(0.9, 1, arrival_cv=0.5, service_cv=0.5)
    2.25

    Args:
        utilisation: Share of time in which the server is busy, below 1.
        service: Average time of work on one item.
        arrival_cv: Standard deviation over mean of the times between arrivals.
        service_cv: The same for the times of work.
    """
    for name, value in {
        "service": service, "arrival_cv": arrival_cv, "service_cv": service_cv
    }.items():  # fmt: skip
        if not value >= 0:
            raise UnusableLog(f"{name} is {shortened(value)}, expected 0 or more.")
    wait = (arrival_cv**2 + service_cv**2) / 2 * waiting_factor(utilisation) * service
    return round(wait, 12)
