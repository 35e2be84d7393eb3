"""What other rooms are told, inside the same transaction. `step` is a StepState, `by` who acted, `now` when."""

from django.dispatch import Signal

# step, people, substitutes, now: somebody is to act; `people` holds the ids of who may, `substitutes` who is named for
# the holder of the position.
step_started = Signal()
# step, now: nobody holds the position any more for which the step waits.
step_vacant = Signal()
# step, by, now: the step no longer waits; the next has not begun.
step_ended = Signal()
# step, by, now: the chain has gone on from the step, to the next one, to its end or back to the drafter.
step_left = Signal()
# workflow_state, subject, code, by, now: every step is done.
chain_finished = Signal()
