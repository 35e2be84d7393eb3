from .accountability import Expense, FinancialAccountability
from .activities import MonitoredCase, MonitoringActivity, TeamMember
from .attachments import Attachment, Scan, ScanRendition, TextStatus
from .audit import AuditEntry, AuditHead, FieldGroup
from .base import BasePage
from .case_records import (
    ComplainantNotice,
    CompletionRequest,
    InstitutionReply,
    InterventionRecord,
    ProgressInquiry,
)
from .complaints import CaseLocation, Complaint, CompletenessCheck, IssueCode, RelatedCase, RelationKind
from .directions import Direction, DirectionMode
from .dispositions import Disposition, DispositionRecipient
from .folders import Folder, FolderPurpose
from .grants import AclScope, Cause, GrantCause, PageGroupGrant, PageUserGrant
from .identities import ComplainantCategory, ComplainantIdentity, InstitutionCategory, ReportedParty
from .intake import MatterTrace, ProposedRelation, QuarantinedFile, ReceiptState, ReceivedMail
from .letters import IncomingLetter, OutgoingLetter, Recipient, RecipientKind
from .monitoring import ClarifiedCase, MonitoringReport
from .orders import AssignmentOrder, OrderAssignee, OrderCopy
from .quotes import QuotedNumber, QuoteVerdict
from .registers import Register, RegisterEntry
from .reviews import ConsultedCase, LinkedRule, Review
from .sops import Sop, SopActor, SopStep
from .standards import ServiceStandard
from .wordings import ClearedWording

__all__ = [
    "AclScope",
    "AssignmentOrder",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "BasePage",
    "CaseLocation",
    "Cause",
    "ClarifiedCase",
    "ClearedWording",
    "ComplainantCategory",
    "ComplainantIdentity",
    "ComplainantNotice",
    "Complaint",
    "CompletenessCheck",
    "CompletionRequest",
    "ConsultedCase",
    "Direction",
    "DirectionMode",
    "Disposition",
    "DispositionRecipient",
    "Expense",
    "FieldGroup",
    "FinancialAccountability",
    "Folder",
    "FolderPurpose",
    "GrantCause",
    "IncomingLetter",
    "InstitutionCategory",
    "InstitutionReply",
    "InterventionRecord",
    "IssueCode",
    "LinkedRule",
    "MatterTrace",
    "MonitoredCase",
    "MonitoringActivity",
    "MonitoringReport",
    "OrderAssignee",
    "OrderCopy",
    "OutgoingLetter",
    "PageGroupGrant",
    "PageUserGrant",
    "ProgressInquiry",
    "ProposedRelation",
    "QuarantinedFile",
    "QuoteVerdict",
    "QuotedNumber",
    "ReceiptState",
    "ReceivedMail",
    "Recipient",
    "RecipientKind",
    "Register",
    "RegisterEntry",
    "RelatedCase",
    "RelationKind",
    "ReportedParty",
    "Review",
    "Scan",
    "ScanRendition",
    "ServiceStandard",
    "Sop",
    "SopActor",
    "SopStep",
    "TeamMember",
    "TextStatus",
]
