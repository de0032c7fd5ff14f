"""Callbacks of the loop itself: their order, their timers, and their failures."""

import asyncio

from harness import Boom, log, scenario, ticks, turns


@scenario("A108")
async def callbacks_run_in_the_order_they_came():
    loop = asyncio.get_running_loop()
    for name in ("first", "second", "third"):
        loop.call_soon(log, name)
    log("called")
    await asyncio.sleep(0)
    log("a turn later")


@scenario("A108")
async def callbacks_added_in_a_turn_run_in_the_next():
    loop = asyncio.get_running_loop()

    def chain(left):
        log("left", left)
        if left > 0:
            loop.call_soon(chain, left - 1)

    ticks(5)
    loop.call_soon(chain, 3)
    await turns(5)


@scenario("A108")
async def tasks_and_callbacks_share_one_queue():
    async def child(name):
        log(name)

    loop = asyncio.get_running_loop()
    loop.call_soon(log, "callback one")
    asyncio.create_task(child("task one"))
    loop.call_soon(log, "callback two")
    asyncio.create_task(child("task two"))
    await asyncio.sleep(0)
    log("main")


@scenario("A109")
async def timers_run_by_time_and_then_as_they_came():
    loop = asyncio.get_running_loop()
    for name, delay in (("a", 2), ("b", 1), ("c", 2), ("d", 0.5), ("e", 1)):
        loop.call_later(delay, log, name)
    await asyncio.sleep(3)
    log("main")


@scenario("A109")
async def timer_that_is_due_already_comes_after_what_is_ready():
    loop = asyncio.get_running_loop()
    loop.call_later(-1, log, "late")
    loop.call_later(0, log, "now")
    loop.call_soon(log, "ready")
    ticks(3)
    await turns(3)


@scenario("A109")
async def time_stands_still_while_anything_is_ready():
    loop = asyncio.get_running_loop()
    loop.call_later(1, log, "timer")
    ticks(5)
    await turns(6)
    log("still", loop.time())
    await asyncio.sleep(1)
    log("then", loop.time())


@scenario("A109")
async def call_at_takes_the_time_of_the_loop():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(2)
    loop.call_at(loop.time() + 3, log, "in three")
    loop.call_at(loop.time() - 1, log, "a second ago")
    await asyncio.sleep(4)
    log("main")


@scenario("A109")
async def timer_set_by_a_timer_for_the_same_instant_runs_a_turn_later():
    loop = asyncio.get_running_loop()

    def first():
        log("first")
        ticks(3)
        loop.call_later(0, log, "second")

    loop.call_later(1, first)
    loop.call_later(1, log, "beside the first")
    await asyncio.sleep(2)


@scenario("A110")
async def cancelled_timer_never_runs():
    loop = asyncio.get_running_loop()
    handle = loop.call_later(1, log, "never said")
    loop.call_later(2, log, "two")
    handle.cancel()
    log("cancelled", handle.cancelled())
    await asyncio.sleep(3)
    log("main")


@scenario("A110")
async def timer_cancelled_by_another_of_its_instant_does_not_run():
    loop = asyncio.get_running_loop()
    handles = []
    loop.call_later(1, lambda: (log("first cancels"), handles[0].cancel()))
    handles.append(loop.call_later(1, log, "never said"))
    loop.call_later(1, log, "third")
    await asyncio.sleep(2)


@scenario("A110")
async def callback_cancelled_in_its_turn_does_not_run():
    loop = asyncio.get_running_loop()
    handles = []
    loop.call_soon(lambda: (log("first cancels"), handles[0].cancel()))
    handles.append(loop.call_soon(log, "never said"))
    loop.call_soon(log, "third")
    await turns(2)


@scenario("A110")
async def many_cancelled_timers_hold_nothing_up():
    loop = asyncio.get_running_loop()
    handles = [loop.call_later(100 + n, log, "never said") for n in range(500)]
    loop.call_later(1, log, "one")
    for handle in handles:
        handle.cancel()
    await asyncio.sleep(2)
    log("main")


@scenario("A113")
async def failing_callback_is_reported_and_the_loop_lives():
    def fails():
        raise Boom("callback")

    loop = asyncio.get_running_loop()
    loop.call_soon(log, "before")
    loop.call_soon(fails)
    loop.call_soon(log, "behind")
    loop.call_later(1, fails)
    await asyncio.sleep(2)
    log("main")


@scenario("A113")
async def failing_handler_does_not_stop_the_loop():
    def fails():
        raise Boom("callback")

    def broken_handler(*_):
        log("handler called")
        raise Boom("handler")

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(broken_handler)
    loop.call_soon(fails)
    await asyncio.sleep(1)
    loop.call_soon(fails)
    await asyncio.sleep(1)
    log("main")


@scenario("A33")
async def callback_can_create_tasks_and_complete_futures():
    async def child():
        log("child")
        await asyncio.sleep(1)
        future.set_result("done")

    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, lambda: loop.create_task(child()))
    log("main gets", await future)
