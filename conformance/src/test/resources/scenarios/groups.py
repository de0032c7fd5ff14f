"""Task groups: nothing outlives the block, and what fails in it comes out together."""

import asyncio

from harness import Boom, attempt, attempt_call, log, scenario, ticks, turns


async def child(name, seconds):
    try:
        await asyncio.sleep(seconds)
        log(name, "ends")
    except asyncio.CancelledError:
        log(name, "is cancelled")
        raise
    return name


async def failing(name, seconds):
    await asyncio.sleep(seconds)
    log(name, "fails")
    raise Boom(name)


async def failing_when_cancelled(name):
    try:
        await asyncio.sleep(9)
    finally:
        raise Boom(name)


@scenario("A36")
async def leaving_a_group_waits_for_every_child():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(child("one", 2))
        two = group.create_task(child("two", 1))
        log("body ends")
    log("after", one, two)


@scenario("A36")
async def leaving_an_empty_group_takes_no_turn():
    ticks(1)
    async with asyncio.TaskGroup():
        log("body")
    log("after")
    await turns(1)


@scenario("A36")
async def leaving_a_group_whose_children_have_ended_takes_no_turn():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("one", 1))
        await asyncio.sleep(2)
        ticks(1)
        log("body ends")
    log("after")
    await turns(1)


@scenario("A36")
async def group_ends_two_turns_after_its_last_child():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("one", 1))
        group.create_task(child("two", 1)).add_done_callback(lambda _: (log("done"), ticks(3)))
    log("after")
    await turns(2)


@scenario("A37", "A38")
async def failing_child_cancels_its_siblings_and_the_body():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(child("sibling one", 9))
            group.create_task(failing("culprit", 1))
            group.create_task(child("sibling two", 9))
            await attempt("body", asyncio.sleep(5))

    await attempt("group", main())


@scenario("A37", "A38", since=(3, 13))
async def failing_child_cancels_its_siblings_while_the_group_waits():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(child("sibling", 9))
            group.create_task(failing("culprit", 1))
        log("never said")

    await attempt("group", main())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A37")
async def failures_of_one_turn_come_out_together_in_order():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("one", 1))
            group.create_task(failing("two", 1))
            group.create_task(failing("three", 2))

    await attempt("group", main())


@scenario("A37")
async def failure_during_the_cleanup_joins_the_others():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing_when_cancelled("cleanup"))
            group.create_task(failing("culprit", 1))

    await attempt("group", main())


@scenario("A39")
async def failing_body_cancels_the_children_even_those_not_started():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(child("started", 9))
            await asyncio.sleep(1)
            group.create_task(child("not started", 9))
            raise Boom("body")

    await attempt("group", main())


@scenario("A39")
async def failing_body_of_an_empty_group_comes_out_in_a_group():
    async def main():
        async with asyncio.TaskGroup():
            raise Boom("body")

    await attempt("group", main())


@scenario("A40")
async def cancel_of_the_parent_cancels_the_children_and_waits_for_them():
    async def slow_to_stop():
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            log("slow one is clean")

    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(slow_to_stop())
            group.create_task(child("quick one", 9))

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel("stop")
    await attempt("parent", task)
    log("parent", task)


@scenario("A40")
async def cancel_of_the_parent_in_the_body_cancels_the_children():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(child("one", 9))
            await attempt("body", asyncio.sleep(5))
            await asyncio.sleep(5)

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    task.cancel()
    await attempt("parent", task)


@scenario("A41")
async def failures_during_an_outer_cancel_win_over_it():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing_when_cancelled("cleanup"))

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("parent", task)


@scenario("A42")
async def body_that_catches_the_cancel_and_awaits_lets_the_group_finish():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(child("one", 2))
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                await asyncio.sleep(3)
                log("body cleaned up")
                raise

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("parent", task)


@scenario("A42")
async def failing_child_and_a_body_that_cleans_up():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("culprit", 1))
            try:
                await asyncio.sleep(9)
            finally:
                await asyncio.sleep(1)
                log("body cleaned up")

    await attempt("group", main())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A43")
async def body_that_replaces_the_cancel_puts_its_failure_into_the_group():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("culprit", 1))
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise Boom("instead")

    await attempt("group", main())


@scenario("A45")
async def failure_of_a_nested_group_is_nested():
    async def inner():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("culprit", 1))

    async def outer():
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(child("sibling", 9))

    await attempt("outer", outer())


@scenario("A45")
async def failure_beside_a_nested_group_cancels_it_and_it_adds_nothing():
    async def main():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(failing("culprit", 1))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(child("nested", 9))
            log("never said")

    await attempt("outer", main())
    log("cancelling", asyncio.current_task().cancelling())


@scenario("A46", since=(3, 13))
async def both_groups_failing_leave_no_cancel_behind():
    async def main():
        try:
            async with asyncio.TaskGroup() as outer:
                outer.create_task(failing("outer", 1))
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(failing("inner", 1))
        except* Boom as e:
            log("caught", e)
        log("cancelling", asyncio.current_task().cancelling())
        await attempt("sleep", asyncio.sleep(1, "slept"))

    await attempt("main", asyncio.create_task(main()))


@scenario("A46")
async def nested_group_failing_on_the_way_out_leaves_no_cancel_behind():
    async def main():
        try:
            async with asyncio.TaskGroup() as outer:
                outer.create_task(failing("outer", 1))
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(failing_when_cancelled("inner"))
        except* Boom as e:
            log("caught", e)
        log("cancelling", asyncio.current_task().cancelling())
        await attempt("sleep", asyncio.sleep(1, "slept"))

    await attempt("main", asyncio.create_task(main()))


@scenario("A47", since=(3, 13))
async def failed_group_restores_the_counter():
    async def main():
        task = asyncio.current_task()
        await attempt("first", asyncio.sleep(5))
        log("before", task.cancelling())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(failing("culprit", 1))
        except* Boom as e:
            log("caught", e)
        log("after", task.cancelling())

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("main", task)


@scenario("A48", since=(3, 13))
async def outer_cancel_beside_a_failure_is_delivered_at_the_next_await():
    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(failing_when_cancelled("cleanup"))
        except* Boom as e:
            log("caught", e)
        log("cancelling", asyncio.current_task().cancelling())
        await attempt("next", asyncio.sleep(5))

    task = asyncio.create_task(main())
    await asyncio.sleep(1)
    task.cancel()
    await attempt("main", task)


@scenario("A48", since=(3, 13))
async def outer_cancel_in_the_turn_of_a_failure_is_not_lost():
    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(failing("culprit", 1)).add_done_callback(lambda _: task.cancel())
                await attempt("body", asyncio.sleep(5))
        except* Boom as e:
            log("caught", e)
        log("cancelling", asyncio.current_task().cancelling())
        await attempt("next", asyncio.sleep(5))

    task = asyncio.create_task(main())
    await attempt("main", task)


@scenario("A49")
async def children_may_add_children():
    async def parent(group, depth):
        log("depth", depth)
        await asyncio.sleep(1)
        if depth > 0:
            group.create_task(parent(group, depth - 1))

    async with asyncio.TaskGroup() as group:
        group.create_task(parent(group, 2))
        log("body ends")
    log("after")


@scenario("A50")
async def child_that_keeps_spawning_is_stopped():
    async def spawner(group):
        number = 0
        while True:
            number += 1
            group.create_task(child(f"child {number}", 9))
            await asyncio.sleep(1)

    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(spawner(group))
            group.create_task(failing("culprit", 2.5))

    await attempt("group", main())


@scenario("A51")
async def group_that_is_shutting_down_takes_no_children():
    async def late(group):
        coroutine = child("late", 1)
        try:
            await asyncio.sleep(9)
        finally:
            attempt_call("while it shuts down", lambda: group.create_task(coroutine))
            coroutine.close()

    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(late(group))
            group.create_task(failing("culprit", 1))

    await attempt("group", main())


@scenario("A51")
async def group_that_has_ended_takes_no_children():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("one", 1))
    coroutine = child("late", 1)
    attempt_call("after its end", lambda: group.create_task(coroutine))
    coroutine.close()


@scenario("A54")
async def cleanup_error_of_the_body_joins_the_failures():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("culprit", 1))
            try:
                await asyncio.sleep(9)
            finally:
                raise Boom("cleanup")

    await attempt("group", main())


@scenario("A38")
async def child_that_is_cancelled_alone_fails_nothing():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(child("one", 9))
        two = group.create_task(child("two", 2))
        await asyncio.sleep(1)
        one.cancel()
    log("after", one, two)


@scenario("A37")
async def failures_are_handled_by_type():
    async def fails_with(error):
        raise error

    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_with(Boom("a boom")))
            group.create_task(fails_with(ValueError("not a boom")))
            group.create_task(fails_with(Boom("another")))

    try:
        await main()
    except ExceptionGroup as e:
        log("booms", e.subgroup(Boom))
        log("the rest", e.split(Boom)[1])


@scenario("A37", "A40")
async def order_of_events_when_a_child_fails():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("culprit", 1)).add_done_callback(lambda _: ticks(4))
            group.create_task(child("sibling", 9))
            try:
                await asyncio.sleep(9)
            finally:
                log("body ends")

    await attempt("group", main())
    await turns(2)
