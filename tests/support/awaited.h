// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTimer>

namespace fuseboard::test {

/// Runs the event loop until the future has finished; an Error `notProved` about "test" where it does not or was
/// cancelled.
template <class T>
Result<T> awaited(QFuture<Result<T>> future, std::chrono::milliseconds limit = std::chrono::seconds(15))
{
    QFutureWatcher<Result<T>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    if (!future.isFinished() || future.resultCount() == 0)
        return fail(ErrorCode::notProved, "test", "the future brought no result");
    return future.result();
}

} // namespace fuseboard::test
