"""What a team delivers and how it flows, worked out from tables of events.

Three tables, one row an event: changes, deployments, incidents; and one of work items.
`delivery_log` and `item_table` take what you have and say what is missing.

>>> from leadlab.models import delivery
>>> delivery.error_budget(0.999, window_days=30).minutes
43.2
"""

from leadlab.models.delivery.claims import CountChange, count_change, expected_next
from leadlab.models.delivery.control import ControlChart, control_chart, false_alarm_rate
from leadlab.models.delivery.events import DeliveryLog, UnusableLog, delivery_log, item_table
from leadlab.models.delivery.flow import (
    LittlesLaw,
    cumulative_flow,
    flow_efficiency,
    flow_measures,
    item_ages,
    littles_law,
    throughput,
)
from leadlab.models.delivery.forecast import (
    Forecast,
    burn_up,
    forecast_items,
    forecast_weeks,
    velocity,
)
from leadlab.models.delivery.measures import (
    BEFORE_2023,
    CURRENT,
    Definitions,
    Measure,
    Measures,
    measures,
)
from leadlab.models.delivery.methods import lead_days_under
from leadlab.models.delivery.progress import Outlook, Weeks, outlook, weeks_of_work
from leadlab.models.delivery.queues import kingman_wait, littles_time, waiting_factor
from leadlab.models.delivery.reversal import Reversal, find_reversals
from leadlab.models.delivery.service_levels import (
    ALERTS,
    AlertRule,
    Budget,
    alerts,
    burn_rate,
    error_budget,
)
from leadlab.models.delivery.sprints import (
    Promises,
    VelocitySpread,
    planned_done,
    promises_kept,
    sprint_capacity,
    unplanned_share,
    velocity_spread,
)
from leadlab.models.delivery.targets import Effort, Habit, effort_under
from leadlab.models.delivery.timeline import Bar, Task, Timeline, draw_timeline
from leadlab.models.delivery.trees import Factor, TreeValue, tree_value

__all__ = [
    "ALERTS",
    "BEFORE_2023",
    "CURRENT",
    "AlertRule",
    "Bar",
    "Budget",
    "ControlChart",
    "CountChange",
    "Definitions",
    "DeliveryLog",
    "Effort",
    "Factor",
    "Forecast",
    "Habit",
    "LittlesLaw",
    "Measure",
    "Measures",
    "Outlook",
    "Promises",
    "Reversal",
    "Task",
    "Timeline",
    "TreeValue",
    "UnusableLog",
    "VelocitySpread",
    "Weeks",
    "alerts",
    "burn_rate",
    "burn_up",
    "control_chart",
    "count_change",
    "cumulative_flow",
    "delivery_log",
    "draw_timeline",
    "effort_under",
    "error_budget",
    "expected_next",
    "false_alarm_rate",
    "find_reversals",
    "flow_efficiency",
    "flow_measures",
    "forecast_items",
    "forecast_weeks",
    "item_ages",
    "item_table",
    "kingman_wait",
    "lead_days_under",
    "littles_law",
    "littles_time",
    "measures",
    "outlook",
    "planned_done",
    "promises_kept",
    "sprint_capacity",
    "throughput",
    "tree_value",
    "unplanned_share",
    "velocity",
    "velocity_spread",
    "waiting_factor",
    "weeks_of_work",
]
