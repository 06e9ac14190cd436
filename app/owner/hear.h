// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QFuture>
#include <QPointer>

#include <utility>

namespace fuseboard {

/// Calls `heard` once, in the listener's thread, which is this one: with the answer, or with `lost` where its promise ended
/// without one. Not once the listener is being deleted: Qt cancels its chain then, and runs a cancellation's handler from
/// inside its destructor. That of a widget does so while pointers to it still hold, so a child that is none hears in its place.
template <typename T, typename Heard>
void hear(QFuture<Result<T>> answer, QObject* listener, Error lost, Heard heard)
{
    const QPointer ear(new QObject(listener));
    answer
        .then(ear.get(),
            [heard, ear](const Result<T>& given) {
                heard(given);
                if (ear)
                    ear->deleteLater();
            })
        .onCanceled(ear.get(), [heard, ear, lost = std::move(lost)] {
            if (ear)
                heard(Result<T>(std::unexpected(lost)));
            if (ear)
                ear->deleteLater();
        });
}

} // namespace fuseboard
