"""Cancellation: where it arrives, what it passes through, and what counts its requests."""

import asyncio

from harness import Boom, attempt, log, scenario, ticks, turns


@scenario("A2")
async def cancel_appears_at_the_await_and_runs_the_cleanup():
    async def child():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError as e:
            log("caught", e)
            raise
        finally:
            log("cleans up")
            await asyncio.sleep(1)
            log("is clean")

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    ticks(3)
    log("cancel", task.cancel(), "task", task)
    await attempt("task", task)
    log("task", task)


@scenario("A2")
async def cancel_is_thrown_in_the_next_turn():
    async def child():
        try:
            await asyncio.sleep(9)
        finally:
            log("child ends")

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    ticks(4)
    task.cancel()
    await attempt("task", task)


@scenario("A3")
async def cancel_of_an_ended_task_changes_nothing():
    task = asyncio.create_task(asyncio.sleep(1, "value"))
    await task
    log("cancel", task.cancel(), "cancelling", task.cancelling(), "task", task)


@scenario("A4")
async def cancel_before_the_first_step_enters_no_body():
    async def child():
        log("never said")

    task = asyncio.create_task(child())
    log("cancel", task.cancel(), "task", task)
    ticks(3)
    await attempt("task", task)
    log("task", task)


@scenario("A5")
async def cancel_of_a_task_cancels_the_future_it_awaits():
    async def child(future):
        await attempt("child", future)

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(future))
    await asyncio.sleep(0)
    ticks(3)
    task.cancel("stop")
    log("at once, future", future, "task", task)
    await task
    log("in the end, future", future, "task", task)


@scenario("A6")
async def cancel_reaches_the_inner_task_and_waits_for_it():
    async def inner():
        try:
            await asyncio.sleep(9)
        finally:
            log("inner cleans up")
            await asyncio.sleep(1)
            log("inner is clean")

    async def outer(task):
        await attempt("outer", task)

    inner_task = asyncio.create_task(inner())
    outer_task = asyncio.create_task(outer(inner_task))
    await asyncio.sleep(1)
    ticks(3)
    outer_task.cancel("stop")
    await outer_task
    log("inner", inner_task, "outer", outer_task)


@scenario("A6", "A9")
async def inner_task_that_refuses_a_cancel_hands_its_value_on():
    async def inner():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return "refused"

    async def outer(task):
        return await task

    inner_task = asyncio.create_task(inner())
    outer_task = asyncio.create_task(outer(inner_task))
    await asyncio.sleep(1)
    outer_task.cancel()
    await attempt("outer", outer_task)
    log("outer cancelling", outer_task.cancelling(), "inner cancelling", inner_task.cancelling())


@scenario("A6")
async def cancel_goes_down_a_chain_of_tasks_and_comes_up_again():
    async def link(name, below):
        try:
            await below
        finally:
            log(name, "ends, cancelling", asyncio.current_task().cancelling())

    one = asyncio.create_task(link("one", asyncio.sleep(9)))
    two = asyncio.create_task(link("two", one))
    three = asyncio.create_task(link("three", two))
    await asyncio.sleep(1)
    ticks(6)
    three.cancel()
    await attempt("three", three)
    log([one, two, three])


@scenario("A7")
async def awaiter_of_a_cancelled_future_is_cancelled():
    async def child(future):
        await future

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(future))
    await asyncio.sleep(0)
    ticks(4)
    log("cancel", future.cancel("gone"))
    await attempt("task", task)
    log("task", task, "cancelling", task.cancelling())


@scenario("A7")
async def awaiter_may_survive_the_cancel_of_what_it_awaits():
    async def child(future):
        await attempt("first", future)
        await asyncio.sleep(1)
        return "alive"

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(future))
    await asyncio.sleep(0)
    future.cancel()
    await attempt("task", task)


@scenario("A8")
async def inner_and_outer_cancelled_together_give_one_error():
    async def child(future):
        await attempt("first", future)
        await attempt("second", asyncio.sleep(1))

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(future))
    await asyncio.sleep(0)
    future.cancel()
    task.cancel()
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A8")
async def two_cancels_of_one_turn_give_one_error():
    async def child():
        await attempt("first", asyncio.sleep(5))
        await attempt("second", asyncio.sleep(5))

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    log(task.cancel("one"), task.cancel("two"))
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A9")
async def task_that_catches_the_cancel_may_return():
    async def child():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return "kept"

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("task", task)
    log("cancelled", task.cancelled(), "cancelling", task.cancelling())


@scenario("A10")
async def task_that_catches_the_cancel_may_go_on_until_the_next():
    async def child():
        await attempt("first", asyncio.sleep(5))
        await attempt("second", asyncio.sleep(5, "slept"))
        await attempt("third", asyncio.sleep(5))
        await asyncio.sleep(0)

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel("one")
    await asyncio.sleep(6)
    task.cancel("two")
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A10")
async def second_cancel_interrupts_the_cleanup():
    async def child():
        try:
            await asyncio.sleep(9)
        finally:
            await attempt("cleanup", asyncio.sleep(9))
            log("rest of the cleanup")

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel("one")
    await asyncio.sleep(1)
    task.cancel("two")
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A11")
async def task_that_cancels_itself_sees_it_at_its_next_await():
    async def child():
        log("cancel", asyncio.current_task().cancel("myself"))
        log("goes on")
        await attempt("next await", asyncio.sleep(5))
        await attempt("one after", asyncio.sleep(5, "slept"))

    ticks(3)
    await attempt("task", asyncio.create_task(child()))


@scenario("A11")
async def await_that_need_not_wait_takes_no_cancel():
    async def nothing():
        return "nothing"

    async def child(ended):
        asyncio.current_task().cancel()
        await attempt("ended future", ended)
        await attempt("coroutine", nothing())
        await attempt("zero sleep", asyncio.sleep(0))

    ended = asyncio.get_running_loop().create_future()
    ended.set_result("ended")
    await asyncio.create_task(child(ended))


@scenario("A12")
async def task_that_cancels_itself_and_returns_is_cancelled():
    async def child():
        asyncio.current_task().cancel("myself")
        return "value"

    task = asyncio.create_task(child())
    await attempt("task", task)
    log("cancelled", task.cancelled())


@scenario("A12")
async def task_that_cancels_itself_and_fails_has_failed():
    async def child():
        asyncio.current_task().cancel()
        raise Boom("instead")

    await attempt("task", asyncio.create_task(child()))


@scenario("A13")
async def cancel_arrives_though_the_result_is_there_already():
    async def child(future):
        await attempt("first", future)
        await attempt("second", asyncio.sleep(5, "slept"))

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(future))
    await asyncio.sleep(0)
    future.set_result("value")
    log("cancel", task.cancel("late"))
    await attempt("task", task)
    log("future", future)


@scenario("A13")
async def cancel_arrives_though_the_sleep_is_over_already():
    async def child():
        await attempt("sleep", asyncio.sleep(1))

    asyncio.get_running_loop().call_later(1, lambda: log("cancel", task.cancel()))
    task = asyncio.create_task(child())
    await task


@scenario("A13")
async def cancel_arrives_though_the_failure_is_there_already():
    async def child(future):
        await attempt("first", future)

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(child(future))
    await asyncio.sleep(0)
    future.set_exception(Boom("failure"))
    log("cancel", task.cancel())
    await task


@scenario("A14")
async def cancel_requests_are_counted():
    async def child():
        await attempt("sleep", asyncio.sleep(5))
        task = asyncio.current_task()
        log("cancelling", task.cancelling())
        log("left", task.uncancel(), task.uncancel(), task.uncancel())

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel()
    task.cancel()
    log("cancelling", task.cancelling())
    await task


@scenario("A15", since=(3, 13))
async def last_uncancel_takes_back_what_was_not_thrown():
    async def child():
        task = asyncio.current_task()
        task.cancel()
        log("left", task.uncancel())
        await attempt("sleep", asyncio.sleep(1, "slept"))
        task.cancel()
        task.cancel()
        log("left", task.uncancel())
        await attempt("sleep", asyncio.sleep(1, "slept"))

    await attempt("task", asyncio.create_task(child()))


@scenario("A16")
async def uncancel_of_an_ended_task_changes_nothing_else():
    async def child():
        await asyncio.sleep(5)

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("task", task)
    log("left", task.uncancel(), task.uncancel(), "task", task)


@scenario("A18")
async def general_catch_does_not_swallow_a_cancel():
    async def child():
        try:
            await asyncio.sleep(5)
        except Exception as e:
            log("swallowed", e)

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("task", task)


@scenario("A19")
async def message_of_a_cancel_arrives_in_the_task_and_its_awaiter():
    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            log("child caught", e)
            raise

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel("no longer needed")
    await attempt("task", task)


@scenario("A20")
async def very_error_thrown_into_a_wait_comes_out():
    seen = []

    async def innermost():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError as e:
            seen.append(e)
            raise

    async def middle():
        try:
            await innermost()
        except asyncio.CancelledError as e:
            seen.append(e)
            raise

    task = asyncio.create_task(middle())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        seen.append(e)
    log("same", seen[0] is seen[1] and seen[1] is seen[2])


@scenario("A9")
async def failure_of_the_cleanup_replaces_the_cancel():
    async def child():
        try:
            await asyncio.sleep(9)
        finally:
            raise Boom("cleanup")

    task = asyncio.create_task(child())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("task", task)
    log("cancelled", task.cancelled(), "cancelling", task.cancelling())


@scenario("A7")
async def task_that_raises_the_error_itself_is_cancelled():
    async def child():
        await asyncio.sleep(1)
        raise asyncio.CancelledError("on its own")

    task = asyncio.create_task(child())
    await attempt("task", task)
    log("cancelled", task.cancelled(), "cancelling", task.cancelling())


@scenario("A145")
async def cancel_of_a_sleep_takes_its_timer_away():
    task = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(1)
    task.cancel()
    await attempt("task", task)
    await asyncio.sleep(1)
    log("no time was lost")


@scenario("A2", "A30")
async def cancelled_tasks_end_in_the_order_of_their_cancels():
    async def child(name):
        try:
            await asyncio.sleep(9)
        finally:
            log(name, "ends")

    tasks = [asyncio.create_task(child(name)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    for task in reversed(tasks):
        task.cancel()
    ticks(2)
    await turns(2)
    log(tasks)
