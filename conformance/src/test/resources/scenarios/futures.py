"""Futures, and what runs when they end."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


def new_future():
    return asyncio.get_running_loop().create_future()


@scenario("A30")
async def callbacks_run_through_the_loop_as_they_were_registered():
    future = new_future()
    for name in ("first", "second", "third"):
        future.add_done_callback(lambda f, name=name: log(name, "hears", f))
    future.set_result("news")
    log("set")
    ticks(2)
    await turns(2)


@scenario("A30")
async def callback_on_an_ended_future_runs_in_the_next_turn():
    future = new_future()
    future.set_result("old news")
    ticks(3)
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: log("hears", f))
    log("registered")
    await turns(2)


@scenario("A30")
async def callbacks_and_awaiters_share_one_order():
    async def awaiter(name):
        log(name, "gets", await future)

    future = new_future()
    future.add_done_callback(lambda f: log("callback one"))
    asyncio.create_task(awaiter("awaiter one"))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: log("callback two"))
    asyncio.create_task(awaiter("awaiter two"))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: log("callback three"))
    future.set_result("news")
    ticks(2)
    log("main gets", await future)
    await turns(2)


@scenario("A30")
async def callback_of_a_task_runs_before_a_later_awaiter():
    async def child():
        await asyncio.sleep(1)
        log("child ends")

    task = asyncio.create_task(child())
    task.add_done_callback(lambda t: log("callback", t))
    ticks(2)
    await task
    log("main goes on")


@scenario("A30")
async def callback_registered_twice_runs_twice():
    def callback(f):
        log("hears", f)

    future = new_future()
    future.add_done_callback(callback)
    future.add_done_callback(callback)
    future.set_result(1)
    await turns(1)


@scenario("A31")
async def removed_callbacks_do_not_run():
    def callback(f):
        log("never said")

    future = new_future()
    future.add_done_callback(callback)
    future.add_done_callback(lambda f: log("other"))
    future.add_done_callback(callback)
    log("removed", future.remove_done_callback(callback) > 0)
    log("again", future.remove_done_callback(callback) > 0)
    future.set_result(1)
    await turns(2)


@scenario("A31")
async def callback_that_removes_another_is_too_late():
    def second(f):
        log("second")

    def first(f):
        log("first removes", f.remove_done_callback(second) > 0)

    future = new_future()
    future.add_done_callback(first)
    future.add_done_callback(second)
    future.add_done_callback(lambda f: log("third"))
    future.set_result(1)
    await turns(2)


@scenario("A31")
async def callback_that_adds_another_has_it_run_next_turn():
    def adds(f):
        log("adds")
        f.add_done_callback(lambda f: log("added"))

    future = new_future()
    future.add_done_callback(adds)
    future.add_done_callback(lambda f: log("second"))
    future.set_result(1)
    ticks(4)
    await turns(3)


@scenario("A32")
async def failing_callback_is_reported_and_stops_no_other():
    def fails(f):
        raise Boom("callback")

    future = new_future()
    future.add_done_callback(lambda f: log("first"))
    future.add_done_callback(fails)
    future.add_done_callback(lambda f: log("third"))
    future.set_result("value")
    await turns(1)
    log("future", future)


@scenario("A27")
async def results_of_a_pending_future_are_refused():
    future = new_future()
    attempt_call("result", future.result)
    attempt_call("exception", future.exception)
    future.set_exception(Boom("set"))
    attempt_call("result", future.result)
    attempt_call("exception", future.exception)


@scenario("A27")
async def result_of_a_cancelled_future_is_its_cancel():
    future = new_future()
    log("cancel", future.cancel("gone"), "again", future.cancel("twice"))
    attempt_call("result", future.result)
    log("done", future.done(), "cancelled", future.cancelled())


@scenario("A28")
async def second_completion_is_refused():
    future = new_future()
    future.set_result("first")
    attempt_call("value", lambda: future.set_result("second"))
    attempt_call("failure", lambda: future.set_exception(Boom("second")))
    log("cancel", future.cancel(), "future", future)


@scenario("A28")
async def completion_after_a_cancel_is_refused():
    future = new_future()
    future.cancel()
    attempt_call("value", lambda: future.set_result("late"))
    attempt_call("failure", lambda: future.set_exception(Boom("late")))
    log("future", future)


@scenario("A25")
async def awaiters_of_a_failed_future_get_the_same_failure():
    seen = []

    async def awaiter(name):
        try:
            await future
        except Boom as e:
            log(name, "caught", e)
            seen.append(e)

    future = new_future()
    one = asyncio.create_task(awaiter("one"))
    two = asyncio.create_task(awaiter("two"))
    await asyncio.sleep(1)
    failure = Boom("shared")
    future.set_exception(failure)
    await one
    await two
    log("same", seen[0] is failure and seen[1] is failure)


@scenario("A1")
async def await_of_an_ended_future_takes_no_turn():
    ended, cancelled, failed = new_future(), new_future(), new_future()
    ended.set_result("value")
    cancelled.cancel("gone")
    failed.set_exception(Boom("failed"))
    ticks(1)
    await attempt("ended", ended)
    await attempt("cancelled", cancelled)
    await attempt("failed", failed)
    await turns(1)


@scenario("A30")
async def completed_future_wakes_its_awaiter_in_the_next_turn():
    async def awaiter(future):
        log("gets", await future)

    future = new_future()
    task = asyncio.create_task(awaiter(future))
    await asyncio.sleep(1)
    ticks(3)
    asyncio.get_running_loop().call_soon(lambda: (log("completes"), future.set_result(1)))
    await task
    log("main goes on")


@scenario("A157")
async def failed_future_that_nobody_looked_at_is_reported():
    new_future().set_exception(Boom("unseen"))
    await asyncio.sleep(1)
    log("main ends")
