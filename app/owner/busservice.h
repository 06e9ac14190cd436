// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/ownercommands.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusMessage>

namespace fuseboard {

/// `org.fuseboard.Fuseboard1` on the person's session bus, for scripts and desktop tools: who may speak there is that person.
/// It freezes one team; it does not resume, and freezes neither all nor a protected team: these ask for a person's own words.
/// Answers are the JSON that `fuseboardctl --json` prints; a refusal is a D-Bus error with its sentence.
class BusService : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.fuseboard.Fuseboard1")
public:
    static constexpr auto name = "org.fuseboard.Fuseboard";
    static constexpr auto path = "/org/fuseboard/Fuseboard1";

    /// Both must outlive it; it goes with `parent`.
    BusService(Engine& engine, OwnerCommands& commands, QObject* parent);
    ~BusService() override;

    /// False where there is no session bus, or another program has the name: then nobody is served here.
    bool listen();

public Q_SLOTS:
    /// `team` is an id or a name. Answers after the proof, or 3 s.
    QString Freeze(const QString& team, const QString& reason, const QDBusMessage& message);
    QString Preview(const QString& team, const QDBusMessage& message);
    QString Status(const QDBusMessage& message);
    QString Levers(const QDBusMessage& message);

Q_SIGNALS:
    /// The freezes of `Status`, whenever they change.
    void FreezesChanged(const QString& json);

private:
    QString carryOut(const QJsonObject& request, const QDBusMessage& message);
    /// Empty where there is no such team; the caller has been told.
    [[nodiscard]] QString scopeOf(const QString& team, const QDBusMessage& message);

    Engine& m_engine;
    OwnerCommands& m_commands;
    QDBusConnection m_bus;
    std::shared_ptr<const FreezeBoard> m_told;
};

} // namespace fuseboard
