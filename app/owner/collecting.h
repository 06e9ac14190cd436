// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/collector.h"
#include "owner/carriedout.h"

#include <QThread>

#include <mutex>

namespace fuseboard {

/// The collector in a thread of its own; or none, while the history can't be read. Then nothing is collected, and whatever is
/// asked for is answered by the reason.
class Collecting {
public:
    explicit Collecting(std::unique_ptr<Collector> collector);
    explicit Collecting(Error why);
    /// Waits for what is under way to end.
    ~Collecting();
    Collecting(const Collecting&) = delete;
    Collecting& operator=(const Collecting&) = delete;

    /// Where there was none.
    void takeUp(std::unique_ptr<Collector> collector);
    /// Reads ahead, in its thread, what the first figures need.
    void prepare();
    void start();

    /// For its signals; null where there is none.
    [[nodiscard]] Collector* collector() const;
    /// Another reason why there is none; whether it is one.
    bool setFault(const Error& why);
    /// Why there is none.
    [[nodiscard]] std::optional<Error> fault() const;

    /// From any thread: what `work` makes of the collector in its thread, a Result.
    template <class Work>
    [[nodiscard]] auto ask(Work work) const -> QFuture<std::invoke_result_t<Work, Collector&>>
    {
        using Answer = std::invoke_result_t<Work, Collector&>;
        if (const auto none = fault())
            return QtFuture::makeReadyValueFuture(Answer(std::unexpected(*none)));
        return carriedOutIn(collector(), std::move(work));
    }
    /// As `ask`, where nothing is to be answered; without a collector nothing happens.
    template <class Work>
    void tell(Work work) const
    {
        if (Collector* to = collector())
            QMetaObject::invokeMethod(to, [to, work = std::move(work)]() mutable { work(*to); });
    }

private:
    QThread m_thread;
    mutable std::mutex m_guard; ///< of the two below
    Collector* m_collector = nullptr; ///< lives in the thread, which deletes it at its end
    std::optional<Error> m_fault;
    bool m_hasStarted = false;
};

} // namespace fuseboard
