// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditact.h"
#include "auditpage/auditlog.h"
#include "pages/shownstate.h"

#include <QWidget>

#include <memory>

class QVBoxLayout;

namespace fuseboard {

class IconButton;
class IconLabel;
class ReportTable;
class SearchField;
class TextLabel;

/// Who did what, when, why and with what outcome, and whether the log is as it was written. Asks for it when it is shown, and
/// again when what the window shows changes meanwhile; keeps the last answer until the next.
class AuditPage : public QWidget {
    Q_OBJECT
public:
    explicit AuditPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    void setLog(std::shared_ptr<const AuditLogView> log);
    /// What was asked for could not be read; what was read before stays.
    void setFault(const Error& error);

Q_SIGNALS:
    void wanted(const fuseboard::AuditRequest& request);
    void exportPressed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildHead(QVBoxLayout& column);
    void buildLog(QVBoxLayout& column);
    void ask();
    void tell();
    void showRows();
    void showDetails();

    TextLabel* m_about;
    IconLabel* m_checkIcon;
    TextLabel* m_checkText;
    IconButton *m_check, *m_export, *m_more;
    SearchField* m_filter;
    ReportTable* m_table;
    TextLabel *m_details, *m_empty, *m_length;
    ShownState m_state;
    AuditRequest m_request;
    std::shared_ptr<const AuditLogView> m_log;
    std::vector<AuditAct> m_acts;
    std::optional<Error> m_fault;
};

} // namespace fuseboard
