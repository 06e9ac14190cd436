// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/asks/askskeeper.h"

#include "gateway/awaitanswer.h"

namespace fuseboard::gateway {

AsksKeeper::AsksKeeper(std::filesystem::path file)
    : m_path(std::move(file))
{
}

Result<AsksFile*> AsksKeeper::file(bool makesFile)
{
    std::error_code ignored;
    if (m_file)
        return &*m_file;
    if (!makesFile && (!std::filesystem::exists(m_path, ignored) || std::filesystem::is_empty(m_path, ignored)))
        return nullptr;
    auto opened = AsksFile::open(m_path);
    if (!opened)
        return std::unexpected(opened.error());
    return &m_file.emplace(std::move(*opened));
}

template <class T>
http::Async<Result<T>> AsksKeeper::ask(std::function<Result<T>(AsksFile&)> question, bool makesFile)
{
    co_return co_await awaitAnswer<Result<T>>(
        [this, makesFile, question = std::move(question)](std::function<void(Result<T>)> done) {
            m_thread.post([this, makesFile, question, done] {
                const auto opened = file(makesFile);
                if (!opened) {
                    done(std::unexpected(opened.error()));
                    return;
                }
                Result<T> answered = *opened ? question(**opened) : Result<T>();
                if (!answered) // a connection that has failed commits nothing any more
                    m_file.reset();
                done(std::move(answered));
            });
        });
}

Result<std::vector<Allowance>> AsksKeeper::allowances(Instant now)
{
    const auto opened = file(false);
    if (!opened)
        return std::unexpected(opened.error());
    return *opened ? (*opened)->allowances(now) : Result<std::vector<Allowance>>(std::vector<Allowance> {});
}

Result<void> AsksKeeper::endSessions(Instant now)
{
    const auto opened = file(false);
    if (!opened)
        return std::unexpected(opened.error());
    auto ended = *opened ? (*opened)->endSessions(now) : Result<void>();
    if (!ended)
        m_file.reset();
    return ended;
}

http::Async<Result<AskOutcome>> AsksKeeper::add(Ask wish)
{
    return ask<AskOutcome>([wish = std::move(wish)](AsksFile& file) { return file.add(wish); }, true);
}

http::Async<Result<std::optional<Ask>>> AsksKeeper::answer(std::string id, AskAnswer answer, Instant now)
{
    return ask<std::optional<Ask>>(
        [id = std::move(id), answer = std::move(answer), now](AsksFile& file) { return file.answer(id, answer, now); });
}

http::Async<Result<void>> AsksKeeper::end(std::vector<std::string> ids, AskState from, Instant now)
{
    return ask<void>([ids = std::move(ids), from, now](AsksFile& file) { return file.end(ids, from, now); });
}

http::Async<Result<std::vector<Ask>>> AsksKeeper::all()
{
    return ask<std::vector<Ask>>([](AsksFile& file) { return file.all(); });
}

http::Async<Result<std::optional<Ask>>> AsksKeeper::find(std::string id)
{
    return ask<std::optional<Ask>>([id = std::move(id)](AsksFile& file) { return file.find(id); });
}

http::Async<Result<std::optional<Ask>>> AsksKeeper::openOf(std::string token)
{
    return ask<std::optional<Ask>>([token = std::move(token)](AsksFile& file) { return file.openOf(token); });
}

} // namespace fuseboard::gateway
