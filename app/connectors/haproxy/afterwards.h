// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QFuture>

#include <type_traits>
#include <utility>

namespace fuseboard {

template <class T>
QFuture<Result<T>> answeredNow(Result<T> result)
{
    return QtFuture::makeReadyValueFuture(std::move(result));
}

/// The T of a QFuture<Result<T>>.
template <class Future>
struct Carried;
template <class T>
struct Carried<QFuture<Result<T>>> {
    using Type = T;
};

/// Goes on with what came, or hands on why nothing did. `next` takes a T (nothing for void) and returns a future of a Result.
template <class T, class Next>
auto afterwards(QFuture<Result<T>> future, Next next)
{
    const auto goOn = [](auto& then, Result<T>&& result) {
        if constexpr (std::is_void_v<T>)
            return then();
        else
            return then(*std::move(result));
    };
    using Future = decltype(goOn(next, std::declval<Result<T>>()));
    return future
        .then([goOn, next = std::move(next)](Result<T> result) mutable -> Future {
            if (!result)
                return answeredNow<typename Carried<Future>::Type>(std::unexpected(result.error()));
            return goOn(next, std::move(result));
        })
        .unwrap();
}

} // namespace fuseboard
