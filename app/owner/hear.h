// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QFuture>
#include <QPointer>

#include <utility>

namespace fuseboard {

/// Calls `heard` once, in the listener's thread: with the answer, or with `lost` where its promise ended without one. Not
/// once the listener is being deleted: Qt cancels its chain then, and runs a cancellation's handler from inside ~QObject.
template <typename T, typename Heard>
void hear(QFuture<Result<T>> answer, QObject* listener, Error lost, Heard heard)
{
    answer.then(listener, [heard](const Result<T>& given) { heard(given); })
        .onCanceled(listener, [heard, lost = std::move(lost), alive = QPointer(listener)] {
            if (alive)
                heard(Result<T>(std::unexpected(lost)));
        });
}

} // namespace fuseboard
