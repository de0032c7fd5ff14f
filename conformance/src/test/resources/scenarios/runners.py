"""Running: what comes out of a run, and what is left over after it."""

import asyncio

from harness import Boom, attempt, attempt_call, log, run, runner, scenario


@scenario("A102")
async def run_inside_a_running_loop_is_refused():
    async def other():
        log("never said")

    coroutine = other()
    attempt_call("run", lambda: asyncio.run(coroutine))
    coroutine.close()


@scenario("A102")
def run_gives_the_value_or_raises_the_failure():
    async def value():
        await asyncio.sleep(1)
        log("ends")
        return "value"

    async def fails():
        await asyncio.sleep(1)
        raise Boom("main")

    attempt_call("run", lambda: run(value()))
    attempt_call("run", lambda: run(fails()))


@scenario("A103")
def tasks_left_over_are_cancelled_and_awaited():
    async def left_over(name):
        try:
            await asyncio.sleep(9)
        finally:
            log(name, "cleans up")
            await asyncio.sleep(1)
            log(name, "is clean")

    async def main():
        asyncio.create_task(left_over("one"))
        asyncio.create_task(left_over("two"))
        await asyncio.sleep(1)
        log("main ends")

    run(main())


@scenario("A103")
def failure_of_a_task_left_over_is_reported():
    async def left_over():
        try:
            await asyncio.sleep(9)
        finally:
            raise Boom("left over")

    async def main():
        asyncio.create_task(left_over())
        await asyncio.sleep(1)
        log("main ends")

    run(main())


@scenario("A103")
def task_made_in_the_last_step_of_main_still_starts():
    async def left_over():
        log("starts")
        try:
            await asyncio.sleep(9)
        finally:
            log("cleans up")

    async def main():
        asyncio.create_task(left_over())
        log("main ends")

    run(main())


@scenario("A107")
def runner_keeps_its_loop_and_its_tasks_between_runs():
    async def worker():
        for number in range(1, 5):
            await asyncio.sleep(1)
            log("worker at", number)

    async def first():
        asyncio.create_task(worker())
        await asyncio.sleep(2.5)
        log("first ends")

    async def second():
        await asyncio.sleep(1)
        log("second ends")

    with runner() as one:
        one.run(first())
        one.run(second())


@scenario("A115")
async def failed_main_of_a_task_fails_only_that():
    async def fails():
        raise Boom("child")

    await attempt("child", asyncio.create_task(fails()))
    log("main goes on")
