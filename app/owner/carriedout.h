// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QPromise>

#include <memory>

namespace fuseboard {

/// Runs `work` in the thread of `object` and hands back its answer; cancelled where the object is gone before.
template <class Object, class Work>
auto carriedOutIn(Object* object, Work work) -> QFuture<std::invoke_result_t<Work, Object&>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work, Object&>>>();
    promise->start();
    if (object)
        QMetaObject::invokeMethod(object, [object, promise, work = std::move(work)]() mutable {
            promise->addResult(work(*object));
            promise->finish();
        });
    return promise->future(); // a promise that nobody kept cancels its future
}

} // namespace fuseboard
