"""Deadlines of blocks and of single awaits."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


async def slow_to_stop(seconds):
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(seconds)
        log("is clean")


async def says_when_cancelled(name):
    try:
        await asyncio.sleep(9)
    finally:
        log(name, "ends")


@scenario("A55")
async def expiry_raises_a_timeout_caused_by_the_cancel():
    try:
        async with asyncio.timeout(2) as limit:
            await asyncio.sleep(9)
    except TimeoutError as e:
        log("caught", e, "caused by", e.__cause__, "expired", limit.expired())


@scenario("A55")
async def cleanup_of_the_block_runs_before_the_timeout_comes_out():
    async def main():
        async with asyncio.timeout(1):
            await slow_to_stop(2)

    await attempt("block", main())


@scenario("A55", "A67")
async def block_that_ends_in_time_leaves_no_timer_and_no_cancel():
    async with asyncio.timeout(2) as limit:
        await asyncio.sleep(1)
    log("expired", limit.expired(), "cancelling", asyncio.current_task().cancelling())
    await asyncio.sleep(5)
    log("expired", limit.expired(), "cancelling", asyncio.current_task().cancelling())


@scenario("A56")
async def block_that_swallows_the_cancel_times_nothing_out():
    async with asyncio.timeout(1) as limit:
        await attempt("inside", asyncio.sleep(9))
        log("goes on, expired", limit.expired())
    log("after, expired", limit.expired())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A57")
async def other_failure_during_the_expiry_comes_out():
    async def main():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(9)
            finally:
                raise Boom("cleanup")

    await attempt("block", main())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A58")
async def cancel_from_elsewhere_stays_a_cancel():
    async def main():
        async with asyncio.timeout(5) as limit:
            try:
                await asyncio.sleep(9)
            finally:
                log("expired", limit.expired())

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel("elsewhere")
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A58")
async def cancel_from_elsewhere_after_the_expiry_is_not_hidden():
    async def main():
        async with asyncio.timeout(1):
            await slow_to_stop(2)

    task = asyncio.create_task(main())
    await asyncio.sleep(2)
    task.cancel("elsewhere")
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A59")
async def nested_blocks_of_one_deadline_raise_the_outer_timeout():
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await asyncio.sleep(9)
            except TimeoutError:
                log("never said")
            except asyncio.CancelledError as e:
                log("inner raised", e)
                raise
    except TimeoutError as e:
        log("outer raised", e)
    log("expired", outer.expired(), inner.expired())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A59")
async def inner_deadline_first():
    async def main():
        async with asyncio.timeout(2):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(9)
            except TimeoutError as e:
                log("inner raised", e)
            log("value", await asyncio.sleep(0.5, "in time"))

    await attempt("outer", main())


@scenario("A59")
async def outer_deadline_first():
    async def main():
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(2) as inner:
                    await asyncio.sleep(9)
            finally:
                log("inner expired", inner.expired())

    await attempt("outer", main())


@scenario("A60")
async def outer_expiry_is_delivered_after_the_inner_was_handled():
    async def main():
        async with asyncio.timeout(2) as outer:
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(9)
            except TimeoutError as e:
                log("inner raised", e)
            try:
                await asyncio.sleep(9)
            finally:
                log("outer expired", outer.expired())

    await attempt("outer", main())


@scenario("A61")
async def timeout_in_the_cleanup_of_a_timed_out_block_works():
    async def main():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(9)
            finally:
                try:
                    async with asyncio.timeout(2):
                        await asyncio.sleep(9)
                except TimeoutError as e:
                    log("cleanup raised", e)

    await attempt("block", main())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A62")
async def timeout_works_in_a_task_that_recovered_from_a_cancel():
    async def main():
        await attempt("first", asyncio.sleep(9))
        log("cancelling", asyncio.current_task().cancelling())
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(9)
        except TimeoutError as e:
            log("caught", e)
        log("cancelling", asyncio.current_task().cancelling())

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel()
    await task


@scenario("A63")
async def cancel_in_such_a_block_is_not_taken_for_the_timeout():
    async def main():
        await attempt("first", asyncio.sleep(9))
        async with asyncio.timeout(5):
            await asyncio.sleep(9)

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel("one")
    await asyncio.sleep(1)
    task.cancel("two")
    await attempt("task", task)
    log("cancelling", task.cancelling())


@scenario("A64")
async def deadline_of_zero_raises_at_the_first_await():
    async def main():
        async with asyncio.timeout(0):
            log("inside")
            await asyncio.sleep(0)
            log("one more turn")
            await asyncio.sleep(0)
            log("never said")

    ticks(3)
    await attempt("block", main())


@scenario("A64")
async def deadline_in_the_past_raises_at_the_first_await():
    await asyncio.sleep(5)
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 2) as limit:
            await asyncio.sleep(9)
    except TimeoutError as e:
        log("caught", e, "expired", limit.expired())


@scenario("A64")
async def block_without_an_await_never_expires():
    async with asyncio.timeout(-1) as limit:
        log("inside")
    log("expired", limit.expired())


@scenario("A65")
async def no_deadline_never_expires():
    async with asyncio.timeout(None) as limit:
        log("when", limit.when())
        await asyncio.sleep(1000)
    log("expired", limit.expired())


@scenario("A65")
async def deadline_moves_back_and_forth():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(5) as limit:
            await asyncio.sleep(4)
            limit.reschedule(loop.time() + 4)
            await asyncio.sleep(3)
            limit.reschedule(None)
            await asyncio.sleep(10)
            limit.reschedule(loop.time() + 1)
            await asyncio.sleep(9)
    except TimeoutError as e:
        log("caught", e)


@scenario("A65")
async def ended_and_expired_blocks_are_not_rescheduled():
    async with asyncio.timeout(1) as ended:
        pass
    attempt_call("ended", lambda: ended.reschedule(None))
    try:
        async with asyncio.timeout(1) as expired:
            try:
                await asyncio.sleep(9)
            finally:
                attempt_call("expiring", lambda: expired.reschedule(None))
    except TimeoutError:
        attempt_call("expired", lambda: expired.reschedule(None))


@scenario("A67")
async def task_goes_on_after_its_block_timed_out():
    for _ in range(3):
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(9)
        except TimeoutError as e:
            log("caught", e, "cancelling", asyncio.current_task().cancelling())
    await attempt("sleep", asyncio.sleep(1, "slept"))


@scenario("A74")
async def timeout_around_a_group_stops_its_children_and_comes_out_alone():
    async def main():
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(says_when_cancelled("one"))
                group.create_task(says_when_cancelled("two"))

    await attempt("block", main())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A74")
async def timeout_in_a_child_fails_the_group():
    async def main():
        async with asyncio.timeout(1):
            await asyncio.sleep(9)

    async def group_of_them():
        async with asyncio.TaskGroup() as group:
            group.create_task(main())
            group.create_task(says_when_cancelled("sibling"))

    await attempt("group", group_of_them())


@scenario("A68")
async def wait_for_waits_until_the_inner_task_has_ended():
    task = asyncio.create_task(slow_to_stop(3))
    await attempt("wait_for", asyncio.wait_for(task, 1))
    log("task", task)


@scenario("A68")
async def wait_for_waits_for_the_cleanup_of_a_coroutine():
    await attempt("wait_for", asyncio.wait_for(slow_to_stop(3), 1))


@scenario("A69")
async def failure_of_the_inner_cleanup_comes_out_of_wait_for():
    async def inner():
        try:
            await asyncio.sleep(9)
        finally:
            raise Boom("cleanup")

    await attempt("wait_for", asyncio.wait_for(inner(), 1))


@scenario("A56")
async def value_of_an_inner_that_refuses_comes_out_of_wait_for():
    async def inner():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return "kept"

    await attempt("wait_for", asyncio.wait_for(inner(), 1))


@scenario("A70")
async def cancel_of_wait_for_cancels_the_inner():
    inner = asyncio.create_task(says_when_cancelled("inner"))

    async def main():
        await asyncio.wait_for(inner, 5)

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel("stop")
    await attempt("task", task)
    log("inner", inner)


@scenario("A71")
async def value_in_time_comes_out_of_wait_for():
    await attempt("coroutine", asyncio.wait_for(asyncio.sleep(1, "slept"), 2))
    await attempt("task", asyncio.wait_for(asyncio.create_task(asyncio.sleep(1, "slept")), 2))
    await attempt("no limit", asyncio.wait_for(asyncio.sleep(100, "slept"), None))
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A71")
async def failure_in_time_comes_out_of_wait_for():
    async def inner():
        await asyncio.sleep(1)
        raise Boom("inner")

    await attempt("wait_for", asyncio.wait_for(inner(), 2))


@scenario("A72", since=(3, 12))
async def completion_and_outer_cancel_of_one_turn_lose_no_cancel():
    async def main():
        log("value", await asyncio.wait_for(future, 5))
        log("never said")

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    future.set_result("there")
    task.cancel("stop")
    await attempt("task", task)


@scenario("A73")
async def wait_for_over_a_shield_leaves_the_work_running():
    async def work():
        await asyncio.sleep(3)
        log("work ends")
        return "worked"

    inner = asyncio.create_task(work())
    await attempt("wait_for", asyncio.wait_for(asyncio.shield(inner), 1))
    log("inner", inner)
    log("then", await inner)


@scenario("A64")
async def wait_for_no_time_takes_what_is_there_already():
    ended = asyncio.get_running_loop().create_future()
    ended.set_result("there")
    await attempt("ended", asyncio.wait_for(ended, 0))
    pending = asyncio.get_running_loop().create_future()
    await attempt("pending", asyncio.wait_for(pending, 0))
    log("pending", pending)


@scenario("A64")
async def wait_for_no_time_starts_no_coroutine():
    async def inner():
        log("never said")

    await attempt("wait_for", asyncio.wait_for(inner(), 0))
    await attempt("less than none", asyncio.wait_for(inner(), -1))


@scenario("A71", "A1", since=(3, 12))
async def wait_for_what_need_not_wait_takes_no_turn():
    async def inner():
        return "at once"

    ticks(1)
    await attempt("wait_for", asyncio.wait_for(inner(), 1))
    await turns(1)


@scenario("A55", "A108")
async def order_of_events_at_an_expiry():
    async def main():
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(9)
            finally:
                log("block ends")

    asyncio.get_running_loop().call_later(1, ticks, 4)
    await attempt("block", main())
    await turns(4)
