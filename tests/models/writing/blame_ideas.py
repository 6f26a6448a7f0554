"""Sentences of incident notes by the kind of blame in them, each kind with what only looks like it.

The left lists blame somebody; the right ones tell facts, conditions or what a system did.
"""

from __future__ import annotations

IDEAS: dict[str, tuple[str, str]] = {
    "a virtue that was lacking": (
        """
The outage goes back to insufficient care in the database group.
A little more discipline would have spared us the weekend.
There was a regrettable want of rigour in how the change was prepared.
Not enough thought went into this from the people on shift.
The root of the matter is a shortage of professionalism at our supplier.
What was missing here is conscientiousness.
The necessary attentiveness was not there on Sunday night.
The reviewer showed too little interest in the change.
Diligence was evidently not a priority for the migration crew.
With a minimum of common courtesy and care, Olek would have told the ward.
""",
        """
The job failed for lack of disk space.
There was no documentation of the second port.
Not enough memory was left for the index.
The necessary certificates were not on the host.
Too little traffic reached the canary to show the error.
""",
    ),
    "a vice as the cause": (
        """
Contributing factor: indifference in the second-line desk.
The overconfidence of our release manager cost us four hours.
It was sheer laziness that the backup was never tried.
Stubbornness on the side of the architects kept the old switch in place.
Cause: haste and sloppiness during the handover.
Sadly a certain arrogance towards the runbook has spread among the seniors.
The night shift was complacent.
Hubris, plain and simple.
The nonchalance with which Igor handles production is well known.
Nobody is a villain here, but some negligence there was.
""",
        """
The cache is lazy and loads a page on its first use.
The retry policy was too aggressive for a cold cache.
Haste makes waste is the name of the game that was down.
The parser is careless of case, so both spellings matched.
The switch fell back to the slow path.
""",
    ),
    "attention that was elsewhere": (
        """
The operator was staring at his phone when the alarm came.
Bea had her mind on other things and closed the wrong window.
The whole desk looked the other way for an hour.
Whoever was on call took their eye off the ball.
The message was right in front of his nose.
Four people read the diff and none of them noticed the glaringly obvious.
The supervisor was dozing.
It was plain for everyone to see, yet the desk missed it.
She didn't even look at the screen before she pressed Enter.
Anna overlooked the obvious.
""",
        """
Anna did not see the message, as the pane shows the last ten lines only.
The page came while both on-call engineers were in another incident.
The alarm was hidden behind the login window.
Four people read the diff; the line was folded away in the view.
The watchdog looked at the wrong port.
""",
    ),
    "diligence that was spared": (
        """
The reviewers waved it through.
Kofi did a half-baked job on the rollback script.
Nobody took the trouble to read the release notes.
The integration desk went through the motions, ticked the boxes and moved on.
Pavel hadn't done his homework on the new driver.
Testing was obviously not worth their time.
The contractor skipped the checks because it was easier.
The change was signed off without so much as a glance.
The vendor's people took the path of least resistance.
Jana left the hard part to others, as she likes to do.
""",
        """
Kofi skipped the check that the runbook marks as optional.
The gateway waves every request through while its policy file is empty.
The review took two minutes; the tool showed one changed line of nine.
The script ticks every box by default.
The release notes did not mention the new default.
""",
    ),
    "skill that was wanting": (
        """
The new admin simply isn't good enough for this platform.
The squad has no grasp of how replication works.
Maarten doesn't know the first thing about firewalls.
Our supplier's technician was in over his head.
The change was beyond the abilities of the person who made it.
These people cannot tell staging from production.
The developer didn't know what he was doing.
A lack of basic knowledge in the tooling team led to this.
Someone so green has no business touching the core router.
The team's grip on SQL leaves a lot to be desired.
""",
        """
The new admin had no access to the wiki and used the page from 2019.
The tool cannot tell staging from production, as both hosts are called db1.
No one on the squad had been shown the replication setup.
The change was beyond the limit of 4,000 rows.
The client didn't know the new error code and gave up.
""",
    ),
    "a motive": (
        """
Ilse wanted to be home by six and skipped the smoke test.
The lead was keen to shine before the board and moved the date.
He was hoping that nobody would notice.
The team preferred to hide the first failure.
Out of sheer convenience the engineer used the root account.
Marek thinks that rules are for other people.
The vendor was more interested in the invoice than in our wards.
They covered it up until noon.
She rushed it because her holiday began that evening.
For the squad, looking good on the dashboard counted more than the patients.
""",
        """
Ilse skipped the smoke test, which took two hours that day.
The error was hidden by the retry.
The team wanted to have the fix live before the shop opened at six.
They used the root account, because the service account had expired.
The vendor moved the date to Friday.
""",
    ),
    "a duty that was not done": (
        """
It was Lin's job to renew the certificate, and Lin did not.
The on-call engineer did not live up to what we expect of the role.
The storage team fell short of its responsibilities.
Watching the queue is what the operator is there for.
The platform group let all of us down.
Responsibility lies squarely with the infrastructure group.
Nadia owes the wards an explanation.
The reviewer did not do his part.
The fault is with the people who approved it.
The desk shirked its part of the handover.
""",
        """
The DBA on duty took the replica for the primary; both prompts read db1.
The duty manager called the vendor at 03:00.
Responsibility for the certificate passed to the platform group in May.
It is the scheduler's job to renew the lease.
The job was Lin's; the reminder went to an address that no longer exists.
""",
    ),
    "an error as the end of the story": (
        """
Cause: mistake by the night operator.
This was down to an individual, not to the system.
Analysis: the technician pulled the wrong cable. Nothing else to report, human failure.
Ruta's mistake, case closed.
The reason was a handling error.
Finding: wrong input by the clerk, ticket closed.
It was caused by a slip on the side of the trainee.
We put this down to the human factor.
Ultimately it was a person who got it wrong, and no tool could have helped.
Cause of the stop: operator fault.
""",
        """
We do not stop at operator error: the two buttons look the same.
"Human error" explains nothing, so we asked what the screen showed.
The user error page was served for two hours.
The operator error rate on this panel is 4 in 100, three times that of the old one.
The wrong cable was pulled; from behind, the numbers stand on their heads.
""",
    ),
    "should have, against a person": (
        """
All he had to do was ask.
One look at the graph would have told the operator.
It would have been so easy for Ravi to call the vendor.
The team had every opportunity to test it.
Nothing kept Mina from reading the page.
Someone really ought to have thought of that.
Why on earth did Sami not wait for the second pair of eyes?
How could the reviewer miss that?
The release manager was expected to know this.
Had Petra taken five minutes to check, the shops would have opened on time.
""",
        """
All the script had to do was exit with 1.
One look at the graph would have told us, but nobody had access to it.
The scheduler was expected to retry within a minute.
Had the check run on the staging copy, it would have found the gap.
If the runbook had named the second port, Petra would have closed it.
""",
    ),
    "care as the remedy": (
        """
Lesson: slow down and think before you press Enter.
Everyone is kindly asked to handle production with the respect that it deserves.
Going forward, people will keep their eyes open.
In future the desk will look more carefully.
Action: raise the team's awareness of how important checks are.
We appeal to all developers to take testing seriously.
Follow-up: Ola will pay closer attention during deploys.
The squad has been told to stay sharp.
The ward staff need to read the screens properly.
Remedy: extra caution with wildcards.
""",
        """
Lesson: the prompt shows the host name from now on.
In future the deploy asks for the name of the cluster.
Action: the tool warns before a wildcard runs, owner Ola.
The alert now goes to two people.
The page will say on top which host it is for.
""",
    ),
    "punishment as the remedy": (
        """
Ravi's admin rights were withdrawn.
The person concerned will not be doing releases for a while.
The matter has been passed to HR.
The contract with the technician was ended.
A note was put on her file.
Her line manager has had a serious talk with her.
Olaf is off the on-call rota until further notice.
The engineer no longer works here.
This will have consequences.
Those who skip the checklist will lose their access.
""",
        """
The jobs were suspended for an hour.
The alert was fired at 02:10.
The bonus run paid 400 people twice.
The token was revoked and the account locked by the rule.
The lock was let go after 30 s.
""",
    ),
    "irony": (
        """
In his infinite wisdom the lead picked Friday evening for it.
Our heroes from networking switched off both lines at once.
A stroke of genius by the storage group: the backups lived on the same disk.
Bravo to whoever thought a shared password would be fine.
Reading the manual is apparently optional in that team.
Surprise, surprise: nobody had tried the restore.
What could possibly go wrong, thought the experts from billing.
Bless her, she believed the green light.
The cleverest of our admins decided that tests are for beginners.
Typing the right host name is not rocket science.
""",
        """
The light was green, and she believed that the pump ran.
Nobody had tried the restore, as the test host had been given away in March.
The Hero service switched off both lines at once.
The release was a success for nine of ten regions.
The wisdom of the crowd service was down for an hour.
""",
    ),
    "blame said kindly": (
        """
Tom is a lovely colleague, but thoroughness is not his strength.
With all respect for the workload, this was not the desk's finest hour.
Nadia means well, yet she does tend to rush.
The operators were perhaps a bit too relaxed about the alarm.
The review was less thorough than one might wish.
We all like Henk, which makes it harder to say that he slipped up badly.
Poor Jo was a bit overwhelmed by the console.
No hard feelings, but Lev really dropped the ball here.
Nobody wants to point at anyone, yet the tester could have been a bit more awake.
It happens to the best, still Sara was rather generous with the truth in the ticket.
""",
        """
Tom is new here and had been given the page from 2019.
The desk had nine tickets open at that hour, and the alarm was the tenth.
The limit was a bit too generous for a cold start.
The pump was perhaps a bit too small for the new tank.
Thanks to Henk, who rolled it back within four minutes.
""",
    ),
    "an adverb that judges": (
        """
The technician happily pulled the plug.
Karim once again deployed without asking.
The operator blithely pressed OK.
The analyst conveniently forgot the second ledger.
They just didn't think.
The lead knowingly left the port open.
Somehow the crew managed to delete both copies.
The trainee naively trusted the first search result.
Inexplicably, the engineer did nothing for an hour.
The desk merrily went on taking orders.
""",
        """
The service happily accepted the empty file.
The timer once again fired at midnight.
The client blindly retries each call.
The importer simply drops rows without a key.
The counter inexplicably jumped by 12; we found the overflow on Tuesday.
""",
    ),
    "what a competent person does": (
        """
Any engineer worth their salt checks the target twice.
A seasoned operator does not touch that valve under load.
Every beginner learns in the first week not to do this.
Somebody with an ounce of sense would have stopped.
You don't do that in production, full stop.
This is first-semester stuff.
A professional reads the page before he acts.
Everyone knows that you never restart both nodes.
From a principal engineer we may expect more than this.
It takes a special kind of person to ignore eleven alarms.
""",
        """
Any engineer can run it, as the group has the right by default.
A second operator joined at 04:00 and read the same value.
Every new hire gets this right on the first day.
You don't see the node in this view.
Everyone on the desk believed that the node was idle, as the board showed no load.
""",
    ),
    "nerves": (
        """
The shift lead lost his nerve and pulled everything.
The team ran around like headless chickens.
Our people went to pieces under the load.
The operator froze like a rabbit.
They lost their heads.
Jakub panicked and rebooted the wrong node.
The crew flew into a panic.
Cooler heads would have waited.
She could not handle the pressure.
The responders acted hysterically.
""",
        """
The kernel panicked at 03:12.
The service could not handle the load.
The screen froze, so the operator pressed it again.
The header lost its first byte.
The node went to pieces of 4 MB each before it sent them.
""",
    ),
    "again the same people": (
        """
This is the third time this year that Jonas has broken the build.
It will surprise no one that billing was behind it.
With this team it is always the same story.
As so often, the data group had told nobody.
Not the first incident with Vera's name on it.
The usual suspects had access.
Ivo has a history of such slips.
And again it was the vendor's man who forgot the valve.
Typical infrastructure department.
The offender is well known for this.
""",
        """
This is the third time this year that the build has run out of disk.
As so often in January, the load doubled.
The same host was hit again on Tuesday.
The alert history has three such slips of the clock.
It was the third restart of the node that day.
""",
    ),
    "told and knew better": (
        """
Gil had been told often enough.
They were fully aware of the risk and did it all the same.
Against better knowledge, the desk kept the old key.
In spite of several warnings the squad went ahead.
Ulla knew perfectly well that the port was closed to us.
The rule is not new, and he chose to disregard it.
How often do we have to explain this to the front-end people?
The admin turned a deaf ear to our advice.
The memo was clear; they couldn't care less.
She broke the rules with her eyes open.
""",
        """
Gil had been told at 09:00 that the node was drained.
They were aware of the risk and had a rollback ready, which failed on the new schema.
The warning was shown after the write had happened.
The rule was new and had not reached the night desk.
The alert was sent to a closed mailbox.
""",
    ),
    "the machine was fine, the person was not": (
        """
The alarm did its job; the man in front of it did not.
Nothing is wrong with the tool, only with the one who used it.
The software did exactly what it was told, unfortunately by Bernd.
There's no technical problem here, the problem is the operator.
The procedure is good, one just has to follow it.
The rules are there, people just don't stick to them.
Hardware: fine. Software: fine. User: not so fine.
The weak spot was not the firewall but its admin.
The checklist exists; reading it was apparently asked too much of the crew.
The script is innocent, the problem was the man at the keyboard.
""",
        """
The alarm did its job; the log behind it did not.
Nothing is wrong with the tool, only with the data it was given.
The script did exactly what it was told, and its default was prod.
There's no problem with the disk, the problem is the cable.
The procedure is good for one host; for twelve it takes an hour.
""",
    ),
    "done, but not properly": (
        """
The nurse hadn't read the message thoroughly.
Nils did not check the list carefully enough.
The reviewer looked at it only superficially.
The team never properly tested the fallback.
She had not looked closely at the address.
The plan was not thought through by the storage people.
He did the handover sloppily and in passing.
Someone didn't think it through.
The technician hardly looked at the label.
The desk only half listened to the caller.
""",
        """
The valve did not close properly.
The message was not shown properly on old screens.
Nils checked the list carefully; the address on it was wrong.
The fallback was never tested with the new schema, as the test cluster has no second zone.
The parser only half supports the format.
""",
    ),
    "decency and courtesy": (
        """
Finance switched it off without so much as a word to us.
Nobody had the courtesy to warn the wards.
Sales didn't see fit to inform anyone.
They might have had the grace to tell the desk.
The contractor left without even saying that the valve was open.
It would've been a matter of manners to call first.
The lead didn't deign to answer our question.
Telling others is evidently not their habit.
Product did this behind everyone's back.
Our partners never tell us anything, why start now.
""",
        """
The job was switched off without a notice in the log.
No message told the wards, because the gateway was down.
The lead did not get our question; the mail is in the spam folder.
The partner's notice went to a closed mailbox.
The sales page had been moved behind the login.
""",
    ),
    "lessons addressed to people": (
        """
Lesson: read before you click, folks.
Takeaway: never trust your memory, check, check and check again.
Please, everybody: look at the prompt before you type.
Lesson learned: don't be lazy with backups.
Next time, use your eyes.
What we take from this: test your changes, colleagues.
For the future: first think, then press.
Advice to the team: leave the phone in your pocket on shift.
And kids, that is why you don't deploy on a Friday.
We remind ourselves to double-check every command.
""",
        """
Lesson: the prompt now asks before it runs on prod.
Lesson: test data must hold a leap day; added to the suite.
What we take from this: a cache needs a size limit.
For the future: the deploy window is closed by the tool on Fridays.
We remind the service of its lease every 30 s.
""",
    ),
    "everybody knows who": (
        """
A certain somebody restarted the wrong host.
I name no names, but one of us left the door open.
The person who did this knows who he is.
Guess which team forgot to renew it.
No prizes for guessing who was on shift.
Three guesses who merged it.
We all know who has struck again.
The responsible colleague shall remain unnamed.
The author of this masterpiece has since left the company.
Some people in this building think that tickets are decoration.
""",
        """
Somebody restarted the host; the log does not say who.
We do not know which of the two jobs renewed it.
The person who found this was the night porter.
The names of the hosts differ by one letter.
Some people in the building had no network.
""",
    ),
}


def hits(idea: str) -> list[str]:
    """The sentences of an idea that blame."""
    return IDEAS[idea][0].strip().splitlines()


def near_misses(idea: str) -> list[str]:
    """The sentences of an idea that do not."""
    return IDEAS[idea][1].strip().splitlines()
