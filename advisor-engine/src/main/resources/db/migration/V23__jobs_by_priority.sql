-- Jobs are done by priority, then in the order in which they came; the task that looked for missing ones is gone.
update scheduled_tasks set priority = 50 where priority is null;

delete from scheduled_tasks where task_name = 'look-after';
