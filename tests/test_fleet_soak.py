"""A fleet over all providers, with their limits enforced, a fifth of the answers broken, and an outage of each in turn."""

import random
import sys
from collections import Counter
from typing import Any

import anyio
import pytest
from attrs import define, field
from batchlight import AsyncFleet, JobRef, JobState
from batchlight.providers import PROVIDERS
from batchlight.simulator import Fault, Simulator, SteppedClock, serve
from batchlight.simulator.accounts import Meter, Reading

from tests.test_fleets import EVERY, SCRIPTS

OUTAGE_SECONDS = 60.0


@define
class Soaked:
    """What came of it."""

    ends: Counter[JobRef] = field(factory=Counter[JobRef])
    wrong: list[str] = field(factory=list[str])
    broken: int = 0
    refused: int = 0
    seconds: float = 0.0


def soaked(jobs: int, chaos: float, seed: int) -> Soaked:
    """Watch jobs to their ends.

    Args:
        jobs: how many, at all providers together.
        chaos: the share of all requests that is broken.
        seed: for the jobs and the chaos.
    """
    dice, result, clock = random.Random(seed), Soaked(), SteppedClock()
    take = Meter.take

    def counted(meter: Meter, now: float) -> Reading:
        reading = take(meter, now)
        result.refused += reading.wait > 0
        return reading

    with serve(clock=clock, limits=True, chaos=chaos, seed=seed) as simulator, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Meter, "take", counted)
        expected: dict[JobRef, JobState] = {}
        for number in range(jobs):
            name = EVERY[number % 4]
            (first, _), (second, _), _end = SCRIPTS[name]
            states = PROVIDERS[name].states
            end = dice.choice([status for status, state in states.items() if state.is_terminal])
            ref = simulator.add_job(name, [(first, dice.uniform(1, 60)), (second, dice.uniform(1, 900)), str(end)])
            expected[ref] = states[end]
        anyio.run(_watch, simulator, expected, result)
        result.broken = simulator.faults_given
    result.seconds = clock.now()
    return result


async def _watch(simulator: Simulator, expected: dict[JobRef, JobState], result: Soaked) -> None:
    clock = simulator.clock
    assert isinstance(clock, SteppedClock)

    async def fail_in_turn() -> None:
        for name in EVERY:
            await clock.sleep_async(100)
            simulator.inject(Fault(status=503, body=""), times=None, provider=name)
            await clock.sleep_async(OUTAGE_SECONDS)
            simulator.clear_faults()

    clients: list[Any] = [simulator.async_client(name) for name in EVERY]
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(fail_in_turn)
        async with AsyncFleet(clients) as fleet:
            fleet.add(*expected)
            async for change in fleet:
                if change.is_over:
                    result.ends[change.ref] += 1
                    if change.job is None or change.job.state != expected[change.ref]:
                        result.wrong.append(f"{change.ref}: {change.outcome!r} instead of {expected[change.ref]}")
        tasks.cancel_scope.cancel()
    for client in clients:
        await client.aclose()


def test_every_end_once_and_right_and_nobody_is_asked_too_much() -> None:
    result = soaked(80, chaos=0.2, seed=7)
    assert result.wrong == []
    assert len(result.ends) == 80
    assert set(result.ends.values()) == {1}
    assert result.refused == 0
    assert result.broken > 0


if __name__ == "__main__":
    # make fleet-soak
    done = soaked(int(sys.argv[1]), chaos=0.2, seed=random.randrange(10**6))
    once = sum(count == 1 for count in done.ends.values())
    print(
        f"{once} of {sys.argv[1]} ends once, {len(done.wrong)} wrong, {done.refused} requests refused by a limit, "
        f"{done.broken} answers broken, {done.seconds:.0f} s by the clock of the simulator"
    )
    sys.exit(bool(done.wrong) or done.refused > 0 or once != int(sys.argv[1]))
