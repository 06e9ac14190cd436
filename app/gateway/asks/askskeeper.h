// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/asks/asksfile.h"
#include "gateway/errandthread.h"
#include "http/stream.h"

namespace fuseboard::gateway {

/// The asks behind their own thread. The file is made by the first ask; what is granted in it is read at the start, and what
/// was asked about held sessions is over then.
class AsksKeeper {
public:
    explicit AsksKeeper(std::filesystem::path file);

    /// Of an earlier run, as are the sessions. Both before anything else, in any thread.
    [[nodiscard]] Result<std::vector<Allowance>> allowances(Instant now);
    Result<void> endSessions(Instant now);

    http::Async<Result<AskOutcome>> add(Ask ask);
    http::Async<Result<std::optional<Ask>>> answer(std::string id, AskAnswer answer, Instant now);
    http::Async<Result<void>> end(std::vector<std::string> ids, AskState from, Instant now);
    http::Async<Result<std::vector<Ask>>> all();
    http::Async<Result<std::optional<Ask>>> find(std::string id);
    http::Async<Result<std::optional<Ask>>> openOf(std::string token);

private:
    /// Asks the file; `none` where there is no file yet.
    template <class T>
    http::Async<Result<T>> ask(std::function<Result<T>(AsksFile&)> question, bool makesFile = false);
    Result<AsksFile*> file(bool makesFile);

    std::filesystem::path m_path;
    std::optional<AsksFile> m_file;
    ErrandThread m_thread; ///< last: it uses all the others
};

} // namespace fuseboard::gateway
