package io.penstock.core.worker.compose;

import io.penstock.core.worker.command.Commands;
import io.penstock.core.worker.command.Topics;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.deadletter.DeadLetterService;

/** What a worker offers to those outside. */
record Services(
        Commands commands,
        Views views,
        Diagnosis diagnosis,
        Validation validation,
        Topics topics,
        DeadLetterService letters) {}
