// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QPromise>

#include <memory>
#include <vector>

namespace fuseboard {

/// Begins `work(item)`, a future, for each item, at most `width` of them at a time; the answers in the items' order, once all
/// are there. Of one thread, in which the futures finish.
template <class Item, class Work>
auto inParallel(std::vector<Item> items, std::size_t width, Work work)
{
    using Answer = decltype(work(items.front()).result());
    struct Round : std::enable_shared_from_this<Round> {
        Round(std::vector<Item> all, Work how)
            : items(std::move(all))
            , work(std::move(how))
            , answers(items.size())
        {
        }
        void begin()
        {
            const std::size_t mine = next++;
            work(items[mine]).then([round = this->shared_from_this(), mine](const Answer& answer) {
                round->answers[mine] = answer;
                if (++round->done == round->items.size()) {
                    round->promise.addResult(std::move(round->answers));
                    round->promise.finish();
                } else if (round->next < round->items.size()) {
                    round->begin();
                }
            });
        }
        std::vector<Item> items;
        Work work;
        std::vector<Answer> answers;
        std::size_t next = 0, done = 0;
        QPromise<std::vector<Answer>> promise;
    };
    auto round = std::make_shared<Round>(std::move(items), std::move(work));
    round->promise.start();
    const auto future = round->promise.future();
    if (round->items.empty()) {
        round->promise.addResult(std::vector<Answer>());
        round->promise.finish();
    }
    for (std::size_t i = 0; i < width && round->next < round->items.size(); ++i)
        round->begin();
    return future;
}

} // namespace fuseboard
