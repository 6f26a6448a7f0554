"""Sentences of review comments by what they say of the author, with what only looks like it.

The left lists speak of a person's ability, character, state or habits; the right ones speak of
code, or use "you" for the one who does something in it.
"""

from __future__ import annotations

IDEAS: dict[str, tuple[str, str]] = {
    "ability, praised": (
        """
For a newcomer you handle locks remarkably well.
Your feel for names is enviable.
You've really got the hang of iterators now.
I wish I could write SQL like you do.
Nobody here reads a flame graph as fast as you.
You have come far since the spring.
What a talent for finding edge cases!
The test cases show how much thought you give to such things.
Sharp as ever, Ines.
Impressive how quickly you found the overflow.
""",
        """
The parser handles locks well.
The names are much better now.
Your branch reads well.
You can write this in SQL as well.
The test cases show how the cache behaves.
""",
    ),
    "ability, denied": (
        """
You don't have the slightest idea how a mutex works.
Looks like generics are still too much for you.
SQL isn't really your thing, is it?
Maybe leave the scheduler to people who understand it.
You're in over your head with this one.
I doubt that you have read the manual.
It shows that you have never run this in production.
Whoever wrote this has never seen a profiler.
Did you skip the lecture on hash tables?
You are not ready for changes of this size.
""",
        """
You don't have the lock at this point.
The generics are too much for the old compiler.
This isn't really a test of the parser.
Maybe leave the scheduler to the next PR.
Whoever calls this must hold the lock.
""",
    ),
    "character": (
        """
Careless, as usual.
So stubborn. I asked for this in March.
How arrogant can one be to drop the review step?
That is so typical of you.
You're far too modest about this change.
Your impatience shows in every commit.
Such a perfectionist!
Conscientious as always, thanks.
The sloppiness of this author is breathtaking.
It takes some nerve to send 4,000 lines on a Friday, but nerve you have.
""",
        """
Greedy matching, as usual with this engine.
The check is too strict about dates.
How lazy is the loading here?
That is typical of the old driver.
The cache is far too modest in size.
""",
    ),
    "state": (
        """
You seem tired, want to finish this tomorrow?
Rough week? The commits look like it.
Somebody was in a hurry here.
You sound frustrated in the last replies, shall we talk?
Were you half asleep when you pushed this?
I hope you're feeling better, Noor.
Looks like you had a lot on your plate.
You look stressed lately.
Get some sleep, Timo.
Had one too many last night?
""",
        """
The connection goes to sleep after a minute.
The worker seems stuck in the second phase.
The queue looks overloaded in the graph.
Is the node still in a bad state here?
The thread was asleep when the signal came.
""",
    ),
    "habits": (
        """
You always forget the migration.
Yet another PR of yours without tests.
Once again you didn't run the linter.
Why do you never answer the first comment?
As with your last five PRs, the description is empty.
You like to put everything into one commit, don't you.
It's the third time you've left debug prints in.
You do this every single time.
How many more times will I have to write this under your pull requests?
You have stopped skipping the tests, I noticed.
""",
        """
You always get a copy from this call.
If you never close it, the pool runs dry.
Yet another copy of the list is made here.
This is the third time the list is sorted.
The job does this every time the cache is cold.
""",
    ),
    "people of that kind": (
        """
People who format by hand have too much time.
Those front-end folks never think of the database.
Someone who names a variable `x2` should not work on billing.
Developers like you are the reason we have a style guide.
Java people, honestly.
Some of us actually test our code.
A careful engineer would have seen this.
Every first-year student knows that this is quadratic.
Normal people write a test first.
You academics love your monads.
""",
        """
People who call this from Java get an exception.
Someone who sets the flag twice gets both headers.
Users like the old dialog better.
Some of us run this on Windows, where the path has a drive letter.
Every caller knows that this is quadratic, it is in the name.
""",
    ),
    "knowledge held against or granted": (
        """
You should know by now that we don't use globals.
You clearly know your way around the kernel.
As you surely never noticed, we have a helper for this.
Surely you've heard of transactions?
If you had paid attention in the meeting, this would be a `Decimal`.
Do you even read what you write?
Are you able to read a stack trace?
I thought I had explained this to you.
How do you not know this after two years?
Even you must see that this leaks.
""",
        """
You should know that the flag is global here.
Do you read the header before the body?
Are you able to reproduce the leak on your machine?
I thought this had been removed in 3.1.
How do you know the key in the second call?
""",
    ),
    "attitude and motive": (
        """
You don't care about the people who have to run this.
You just want to get this off your desk.
Is it that you can't test, or that you won't?
Apparently reviews are beneath you.
You only listen to Marc.
So eager to help, I like that about you.
Always ready to go the extra mile.
You took the easy way out.
You refuse to learn from comments, it seems.
Thank you for being so patient with me.
""",
        """
The caller doesn't care about the order.
You just want the first match here, so `next()` will do.
Is it that the flag is off, or that the job does not run?
The loop only listens to the first socket.
This refuses to start on port 80.
""",
    ),
    "insults and sarcasm": (
        """
Genius.
Amateur.
Well, Einstein, have you tried it with an empty list?
You must be new to this, or you'd have run it.
Did your dog write this?
My grandmother writes better tests.
Only a lunatic would overload this.
Are you serious?
Use your head.
What were you thinking?
""",
        """
Nit.
Well, have we tried it with an empty list?
Did a script write this?
Only a test would call this.
Use your own queue here.
""",
    ),
    "mentor's warmth": (
        """
I'm proud of how far you have come.
You make it look easy.
It's a pleasure to work with you.
You explain things so clearly.
We're lucky to have you on the team.
Working with you is fun.
You've earned your commit rights.
Your patience with this flaky test is admirable.
I trust your judgement here.
You never cease to amaze me.
""",
        """
It's a pleasure to see the old driver go.
This makes the diff easy to read.
The comment explains the lock clearly.
We're lucky that the cache hid this.
The new loop is fun to read.
""",
    ),
    "confidence and comfort": (
        """
I don't know how at home you are in Rust.
How familiar are you with the billing code?
Tell me if you feel unsure about this part, I'll gladly sit with you.
Is it your first time with asyncio?
Not sure whether you've worked with Kafka before.
You needn't be nervous about this release.
You can be more confident about your design.
If this is new to you, let us pair.
How are you coping with the new codebase?
Do you feel comfortable to take this on alone?
""",
        """
How confident is the model on the second set?
Is it the first time that the job runs with asyncio?
Not sure whether this works with Kafka 2.
The test is new to the suite.
How does the client cope with a closed socket?
""",
    ),
    "welcome, leave and life": (
        """
You are back in full strength, I see!
You sound rested after your leave.
Congrats on the promotion, by the way.
You need those holidays, this can wait.
Get well soon.
How's the baby? This can wait till Monday.
You haven't lost your touch.
Back from vacation and already at it again, I see.
Happy first anniversary with us!
I heard that you're moving house, no hurry with this.
""",
        """
Good to have the check back.
Welcome page and login share this code.
The back button loses the form.
This can wait till Monday.
Leave the old name in place for one release.
""",
    ),
    "language and style of a person": (
        """
Your English is lovely to read.
Your handwriting in the diagram is awful.
Your spelling is all over the place.
Your writing has become so much clearer.
Your comments read like a lawyer wrote them, in the best way.
One can tell your code from a mile away.
Your German shows in the word order.
Your explanations are always a treat.
Unmistakably your style.
You have a way with words.
""",
        """
Your comment in line 3 is out of date.
Your branch is behind main.
The English text lacks the plural.
The spelling `colour` breaks the lookup.
Your explanation in the ticket mentions a lock, I can't find it.
""",
    ),
}


def hits(idea: str) -> list[str]:
    """The sentences of an idea that speak of a person."""
    return IDEAS[idea][0].strip().splitlines()


def near_misses(idea: str) -> list[str]:
    """The sentences of an idea that do not."""
    return IDEAS[idea][1].strip().splitlines()
