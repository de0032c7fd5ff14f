"""Tasks: when they run, in which order, and what becomes of their results."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


@scenario("A1")
async def first_step_comes_in_a_later_turn():
    async def child():
        log("child runs")

    task = asyncio.create_task(child())
    log("created, task", task)
    await asyncio.sleep(0)
    log("a turn later, task", task)


@scenario("A1", "A108")
async def tasks_start_in_the_order_of_creation():
    async def child(name):
        log(name, "starts")
        await asyncio.sleep(0)
        log(name, "ends")

    ticks(3)
    tasks = [asyncio.create_task(child(name)) for name in ("first", "second", "third")]
    for task in tasks:
        await task
    log("all", tasks)


@scenario("A1")
async def await_of_an_ended_task_takes_no_turn():
    async def child():
        return 7

    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    ticks(2)
    log("before")
    log("value", await task)
    await asyncio.sleep(0)
    log("after a turn")


@scenario("A1")
async def await_of_a_coroutine_runs_it_in_place():
    async def inner(depth):
        if depth > 0:
            return 1 + await inner(depth - 1)
        log("innermost")
        return 0

    ticks(2)
    log("depth", await inner(5))
    await asyncio.sleep(0)
    log("after a turn")


@scenario("A1", "A145")
async def whole_chain_of_awaits_resumes_in_one_turn():
    async def inner(depth):
        if depth > 0:
            value = 1 + await inner(depth - 1)
            log("depth", value, "resumes")
            return value
        await asyncio.sleep(0)
        return 0

    ticks(3)
    log("depth", await inner(3))


@scenario("A1", "A30")
async def awaiter_resumes_in_the_turn_after_the_end():
    async def child():
        await asyncio.sleep(0)
        log("child ends")

    task = asyncio.create_task(child())
    ticks(5)
    await task
    log("awaiter resumes")


@scenario("A30")
async def awaiters_resume_in_the_order_they_came():
    async def awaiter(name, task):
        log(name, "gets", await task)

    async def child():
        await asyncio.sleep(1)
        return "news"

    task = asyncio.create_task(child())
    for name in ("first", "second", "third"):
        asyncio.create_task(awaiter(name, task))
    await asyncio.sleep(0)
    log("main gets", await task)
    ticks(2)
    await turns(2)


@scenario("A145")
async def zero_sleep_gives_way_for_one_turn():
    ticks(4)
    for number in range(1, 4):
        await asyncio.sleep(0)
        log("turn", number)


@scenario("A145")
async def negative_sleep_gives_way_for_one_turn():
    ticks(3)
    await asyncio.sleep(-1)
    log("slept")


@scenario("A145")
async def sleep_returns_its_value():
    log(await asyncio.sleep(2, "rested"))
    log(await asyncio.sleep(0, "hardly rested"))


@scenario("A109", "A145")
async def sleepers_wake_by_deadline_and_then_as_they_came():
    async def sleeper(name, delay):
        await asyncio.sleep(delay)
        log(name, "wakes")

    for name, delay in (("a", 3), ("b", 1), ("c", 2), ("d", 1), ("e", 3)):
        asyncio.create_task(sleeper(name, delay))
    await asyncio.sleep(3)
    log("main wakes")
    await turns(2)


@scenario("A109", "A145")
async def sleeper_resumes_the_turn_after_its_timer():
    asyncio.get_running_loop().call_later(1, lambda: (log("timer"), ticks(3)))
    await asyncio.sleep(1)
    log("sleeper resumes")
    await turns(3)


@scenario("A109", "A145")
async def timers_and_sleeps_of_one_instant_keep_their_order():
    async def sleeper(name):
        await asyncio.sleep(1)
        log(name, "wakes")

    loop = asyncio.get_running_loop()
    asyncio.create_task(sleeper("first"))
    await asyncio.sleep(0)
    loop.call_later(1, lambda: (log("timer one"), loop.call_soon(log, "called by timer one")))
    asyncio.create_task(sleeper("second"))
    await asyncio.sleep(0)
    loop.call_later(1, lambda: (log("timer two"), loop.call_soon(log, "called by timer two")))
    asyncio.create_task(sleeper("third"))
    await asyncio.sleep(1)
    log("main wakes")
    await turns(2)


@scenario("A21")
async def task_that_awaits_itself_fails():
    async def child():
        await asyncio.current_task()

    await attempt("awaiting itself", asyncio.create_task(child()))


@scenario("A25")
async def every_await_raises_the_same_failure():
    async def child():
        raise Boom("once")

    task = asyncio.create_task(child())
    seen = []
    for number in range(1, 4):
        try:
            await task
        except Boom as e:
            seen.append(e)
            log("await", number, "raised", e)
    log("same", seen[0] is seen[1] and seen[1] is seen[2] and seen[0] is task.exception())


@scenario("A26")
async def failure_in_a_handler_keeps_its_cause():
    async def child():
        try:
            await asyncio.sleep(1)
            raise Boom("first")
        except Boom as e:
            await asyncio.sleep(1)
            raise Boom("second") from e

    try:
        await asyncio.create_task(child())
    except Boom as e:
        log("caught", e, "caused by", e.__cause__, "caused by", e.__cause__.__cause__)


@scenario("A26")
async def finally_blocks_run_from_the_inside_out():
    async def inner():
        try:
            await asyncio.sleep(1)
            raise Boom("inner")
        finally:
            log("inner cleans up")
            await asyncio.sleep(1)
            log("inner is clean")

    async def outer():
        try:
            await inner()
        finally:
            await asyncio.sleep(1)
            log("outer is clean")

    await attempt("outer", outer())


@scenario("A27")
async def results_of_a_pending_task_are_refused():
    task = asyncio.create_task(asyncio.sleep(1, "value"))
    attempt_call("result", task.result)
    attempt_call("exception", task.exception)
    await task
    attempt_call("result", task.result)
    attempt_call("exception", task.exception)


@scenario("A27")
async def results_of_failed_and_cancelled_tasks():
    async def child():
        raise Boom("child")

    failed = asyncio.create_task(child())
    cancelled = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    cancelled.cancel("enough")
    await turns(2)
    attempt_call("result of the failed", failed.result)
    attempt_call("exception of the failed", failed.exception)
    attempt_call("result of the cancelled", cancelled.result)


@scenario("A33")
async def current_task_is_right_while_tasks_interleave():
    async def child(delay):
        log("before", asyncio.current_task().get_name())
        await asyncio.sleep(delay)
        log("after", asyncio.current_task().get_name())

    a = asyncio.create_task(child(2), name="a")
    b = asyncio.create_task(child(1), name="b")
    asyncio.current_task().set_name("main")
    await a
    await b
    log("in", asyncio.current_task().get_name())


@scenario("A34")
async def all_tasks_are_those_that_have_not_ended():
    def names():
        return {task.get_name() for task in asyncio.all_tasks()}

    asyncio.current_task().set_name("main")
    short = asyncio.create_task(asyncio.sleep(1), name="short")
    long = asyncio.create_task(asyncio.sleep(2), name="long")
    never = asyncio.create_task(asyncio.sleep(3), name="never begun")
    never.cancel()
    log("at first", names())
    await asyncio.sleep(0)
    log("a turn later", names())
    await short
    log("after the short one", names())
    await long
    log("at last", names())


@scenario("A163")
async def names_are_given_changed_and_unique():
    one = asyncio.create_task(asyncio.sleep(0))
    two = asyncio.create_task(asyncio.sleep(0))
    given = asyncio.create_task(asyncio.sleep(0), name="given")
    log("unique", one.get_name() != two.get_name(), "given", given.get_name())
    given.set_name("changed")
    log("changed", given.get_name())
    await given
    log("after its end", given.get_name())


@scenario("A157")
async def failure_that_nobody_looked_at_is_reported_once():
    async def child():
        raise Boom("unseen")

    asyncio.create_task(child())
    await asyncio.sleep(1)
    log("main ends")


@scenario("A157")
async def failure_that_somebody_looked_at_is_not_reported():
    async def child():
        raise Boom("seen")

    awaited = asyncio.create_task(child())
    looked_at = asyncio.create_task(child())
    await attempt("awaited", awaited)
    log("looked at", looked_at.exception())
