// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/engine.h"
#include "owner/ownerprotocol.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

/// What an attached window is told of an engine, for as long as it lives: who owns the profile, and then each thing now and
/// whenever it changes, as one member of an answer. `owner` · `freezes` · `board` (sources and allocation; the figures a
/// window reads itself) · `changed` (what of the history: `days` as Unix seconds, `organisation`, `rates`) · `names` ·
/// `drills` · `fault` · `polled` · `backedUp` · `pricesLookedFor` · `pricesChanged`.
class WindowFeed : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const QJsonObject&)>;

    /// `engine` outlives it; it goes with `parent`, while which `answer` may be called.
    WindowFeed(Engine& engine, const OwnerIntroduction& owner, Answer answer, QObject* parent);

private:
    void tell(const char* what, const QJsonValue& value) const;
    void tellFreezes() const;
    void tellBoard() const;
    void tellDrills() const;
    void tellNames(const std::vector<IdentityName>& names) const;
    void tellChanges();

    Engine& m_engine;
    Answer m_answer;
};

} // namespace fuseboard
